import { counted } from '../../../request/counted.ts';
import { type Difference, differencesOf } from '../../differences.ts';
import { verdictWords } from '../../findings.ts';
import type { Report, ReportedCase, ReportedExchange } from '../../report.ts';
import { whatDiffers } from '../difference-heading.ts';
import type { HttpTextLimits } from '../http-text.ts';
import { safeLine } from '../safe-text.ts';
import { exchangeBlock } from './exchange-block.ts';
import { type Markup, markup } from './markup.ts';

/** The id of the finding that shows an exchange. */
type Places = Map<ReportedExchange, string>;

/**
 * The differences, each once and with one exchange, however many cases show it. Broken rules come first, unfolded. Nothing
 * when every rule is kept.
 */
export function findingList(report: Report, limits: HttpTextLimits | undefined): Markup | undefined {
  const places: Places = new Map();
  const found = (['fail', 'warn', 'inconclusive'] as const).flatMap((verdict) =>
    differencesOf(report, verdict).flatMap(({ differences }) => differences),
  );
  if (found.length === 0) return undefined;
  return markup`<section aria-labelledby="findings">
<h2 id="findings">Findings</h2>
<p>Cases that differ in the same way are one finding, with the request and response of the first.</p>
${found.map((difference, index) => finding(difference, `finding-${index + 1}`, places, limits))}
</section>`;
}

function finding(
  difference: Difference,
  id: string,
  places: Places,
  limits: HttpTextLimits | undefined,
): Markup {
  const { requirement, check, cases, example } = difference;
  const { verdict, expected, actual, known } = check;
  const open = verdict === 'fail' ? 'open' : '';
  const rule = requirement.id;
  return markup`<details id="${id}" class="finding" data-verdict="${verdict}" ${open}>
<summary><span class="badge ${verdict}">${verdictWords[verdict]}</span> <span class="title">${rule}: ${whatDiffers(difference)}</span> <span class="count">${counted(cases.length, 'case')}</span></summary>
<p class="statement"><a href="#${rule}">${rule}</a> ${requirement.level}: ${requirement.statement}</p>
<p>Expected: ${expected}</p><p>Actual: ${safeLine(actual)}</p>${known === undefined ? undefined : markup`<p>Known: ${safeLine(known.reason)} ${safeLine(known.issue ?? '')}</p>`}
<p>${cases.length === 1 ? 'Case' : 'Cases'}: <span class="links">${cases.map(caseLink)}</span></p>
${example.exchange === undefined ? undefined : exchangeOf(example.exchange, id, places, limits)}
</details>
`;
}

const caseLink = ({ id }: ReportedCase): Markup => markup`<a href="#${id}">${id}</a> `;

/** A response that breaks several rules is shown with the first. */
function exchangeOf(
  exchange: ReportedExchange,
  id: string,
  places: Places,
  limits: HttpTextLimits | undefined,
): Markup {
  const before = places.get(exchange);
  if (before !== undefined)
    return markup`<p><a href="#${before}">The same request and response as above</a></p>`;
  places.set(exchange, id);
  return exchangeBlock(exchange, limits);
}
