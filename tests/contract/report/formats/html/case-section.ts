import { safeLink } from '../../../../../spec/docs-url.ts';
import type { CheckResult } from '../../../judge/verdict.ts';
import { counted } from '../../../request/counted.ts';
import { distinct, verdictWords } from '../../findings.ts';
import type { Report, ReportedCase, ReportedExchange } from '../../report.ts';
import { type HttpTextLimits, requestLines, responseLines } from '../http-text.ts';
import { safeLine } from '../safe-text.ts';
import { type Markup, markup } from './markup.ts';

/**
 * A case as a section that unfolds: its checks, and its exchanges. Without limits it has no exchanges, only the curl
 * line. Broken cases start unfolded.
 */
export function caseSection(
  result: ReportedCase,
  report: Report,
  limits: HttpTextLimits | undefined,
): Markup {
  const { id, title, verdict, checks, exchanges, reason, durationMs } = result;
  const docs = safeLink(result.docs);
  const rules = [...new Set(checks.map(({ requirement }) => requirement))].join(' ');
  const open = verdict === 'fail' ? 'open' : '';
  return markup`<details id="${id}" class="case" data-verdict="${verdict}" ${open}>
<summary><span class="badge ${verdict}">${verdictWords[verdict]}</span> <span class="title">${title}</span> <span class="id">${id}</span> <span class="rules">${rules}</span></summary>
${reason === undefined ? undefined : markup`<p>${safeLine(reason)}</p>`}
${checks.length === 0 ? undefined : checkTable(checks, report)}
${limits === undefined ? withoutExchanges(exchanges) : exchanges.map((exchange, index) => exchangeBlock(exchange, exchanges.length > 1 ? index + 1 : undefined, limits))}
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

function exchangeBlock(
  exchange: ReportedExchange,
  number: number | undefined,
  limits: HttpTextLimits,
): Markup {
  const which = number === undefined ? '' : ` ${number}`;
  return markup`<div class="exchange">
<div><h3>Request${which}</h3><pre tabindex="0">${requestLines(exchange, limits).join('\n')}</pre></div>
<div><h3>Response${which}</h3><pre tabindex="0">${responseLines(exchange, limits).join('\n')}</pre></div>
${againInShell(exchange, which)}
</div>`;
}

function withoutExchanges(exchanges: readonly ReportedExchange[]): Markup | undefined {
  const [first] = exchanges;
  if (first === undefined) return undefined;
  const hidden = `${counted(exchanges.length, 'exchange')} omitted to save space: see the JSON report.`;
  return markup`<p>${hidden}</p>
<div class="exchange">${againInShell(first, '')}</div>`;
}

const againInShell = ({ curl }: ReportedExchange, which: string): Markup =>
  markup`<div class="wide"><h3>Send it again${which}</h3><pre tabindex="0" class="curl">${safeLine(curl)}</pre></div>`;
