import { safeLink } from '../../../../../spec/docs-url.ts';
import type { Verdict } from '../../../judge/verdict.ts';
import { verdictWords } from '../../findings.ts';
import { ruleText, toldOf } from '../../notes.ts';
import type { Report, ReportedRequirement } from '../../report.ts';
import { type Markup, markup } from './markup.ts';

const columns: Verdict[] = ['fail', 'warn', 'inconclusive', 'skipped', 'pass'];

const sources = { page: 'agreed', reference: 'added' };

/** The requirements as a table: the verdict on each, and the number of its cases per verdict. */
export function requirementMatrix(report: Report): Markup {
  const heads = columns.map(
    (verdict) => markup`<th scope="col" class="number">${verdictWords[verdict]}</th>`,
  );
  return markup`<section aria-labelledby="requirements">
<h2 id="requirements">Requirements</h2>
<p>The use-case page requires the MUST rules: breaking one breaks the contract. The reference contract adds the SHOULD rules, because the page is silent: breaking one is a warning.</p>
<div class="scroll" tabindex="0" role="group" aria-label="Table of the requirements">
<table class="matrix">
<thead><tr><th scope="col">Verdict</th><th scope="col">Rule</th><th scope="col">Requirement</th><th scope="col" class="number">conclusive</th>${heads}</tr></thead>
<tbody>${report.requirements.map((requirement) => requirementRow(requirement, report))}</tbody>
</table>
</div>
</section>`;
}

function requirementRow(requirement: ReportedRequirement, report: Report): Markup {
  const { id, level, source, verdict, cases, notApplicable } = requirement;
  const docs = safeLink(requirement.docs);
  const unchecked = notApplicable === undefined ? 'not checked' : 'not applicable';
  const own = report.cases.filter((result) => cases.includes(result.id));
  const verdicts = own.map(({ checks }) =>
    columns.find((column) => checks.some((check) => check.requirement === id && check.verdict === column)),
  );
  const numbers = columns.map((column) => {
    const count = verdicts.filter((own) => own === column).length;
    return markup`<td class="number ${column}" data-verdict="${verdictWords[column]}">${count > 0 ? count : undefined}</td>`;
  });
  const broken = own.filter((_, index) => verdicts[index] === 'fail' || verdicts[index] === 'warn');
  const links = broken
    .slice(0, linkedCases)
    .map((result) => markup`<a href="#${result.id}">${result.id}</a> `);
  const more = broken.length > linkedCases ? `and ${broken.length - linkedCases} more` : undefined;
  return markup`<tr id="${id}">
<td><span class="badge ${verdict}">${cases.length === 0 ? unchecked : verdictWords[verdict]}</span></td>
<th scope="row">${docs === undefined ? id : markup`<a href="${docs}" rel="noreferrer">${id}</a>`} <span class="level">${level}, ${sources[source]}</span></th>
<td class="statement-cell">${ruleText(requirement)}${broken.length === 0 ? undefined : markup`<p class="links">${links}${more}</p>`}</td>
<td class="number" data-verdict="conclusive">${toldOf(requirement)}</td>
${numbers}
</tr>`;
}

/** Broken cases that a row names; the list below has them all. */
const linkedCases = 8;
