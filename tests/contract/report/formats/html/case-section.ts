import { safeLink } from '../../../../../spec/docs-url.ts';
import type { CheckResult } from '../../../judge/verdict.ts';
import { counted } from '../../../request/counted.ts';
import { distinct, verdictWords } from '../../findings.ts';
import type { Report, ReportedCase, ReportedExchange } from '../../report.ts';
import type { HttpTextLimits } from '../http-text.ts';
import { safeLine } from '../safe-text.ts';
import { exchangeBlock } from './exchange-block.ts';
import { type Markup, markup } from './markup.ts';

/**
 * A case as a section that unfolds: its checks and its exchanges, or without limits only the curl lines. All start folded,
 * because the findings above show what is broken.
 */
export function caseSection(
  result: ReportedCase,
  report: Report,
  limits: HttpTextLimits | undefined,
): Markup {
  const { id, title, verdict, checks, exchanges, reason, durationMs } = result;
  const docs = safeLink(result.docs);
  const rules = [...new Set(checks.map(({ requirement }) => requirement))].join(' ');
  return markup`<details id="${id}" class="case" data-verdict="${verdict}">
<summary><span class="badge ${verdict}">${verdictWords[verdict]}</span> <span class="title">${title}</span> <span class="id">${id}</span> <span class="rules">${rules}</span></summary>
${reason === undefined ? undefined : markup`<p>${safeLine(reason)}</p>`}
${checks.length === 0 ? undefined : checkTable(checks, report)}
${limits === undefined ? withoutExchanges(exchanges) : exchanges.map((exchange, index) => exchangeBlock(exchange, limits, exchanges.length > 1 ? index + 1 : undefined))}
<p class="facts">${durationMs} ms. <a href="#${id}">Link to this case</a>${docs === undefined ? undefined : markup` · <a href="${docs}" rel="noreferrer">This case in the reference</a>`}</p>
</details>
`;
}

function checkTable(checks: readonly CheckResult[], report: Report): Markup {
  const rows = distinct(checks).map(({ requirement, level, verdict, expected, actual, known }) => {
    const statement = report.requirements.find(({ id }) => id === requirement)?.statement ?? '';
    const explained = verdict !== 'pass' && verdict !== 'skipped';
    return markup`<tr>
<td><span class="badge ${verdict}">${verdictWords[verdict]}</span></td>
<th scope="row"><a href="#${requirement}">${requirement}</a> <span class="level">${level}</span></th>
<td>${explained ? markup`<p class="statement">${statement}</p>` : undefined}<p>Expected: ${expected}</p><p>Actual: ${safeLine(actual)}</p>${known === undefined ? undefined : markup`<p>Known: ${safeLine(known.reason)} ${safeLine(known.issue ?? '')}</p>`}</td>
</tr>`;
  });
  return markup`<table class="checks"><caption>Checks</caption><thead><tr><th scope="col">Verdict</th><th scope="col">Rule</th><th scope="col">Expected and actual</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function withoutExchanges(exchanges: readonly ReportedExchange[]): Markup | undefined {
  const [first] = exchanges;
  if (first === undefined) return undefined;
  const hidden = `${counted(exchanges.length, 'exchange')} omitted to save space: see the JSON report.`;
  return markup`<p>${hidden}</p>
${exchangeBlock(first, undefined)}`;
}
