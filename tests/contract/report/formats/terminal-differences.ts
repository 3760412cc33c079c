import { absoluteLink } from '../../../../spec/docs-url.ts';
import type { CheckResult } from '../../judge/verdict.ts';
import { type Difference, differencesOf } from '../differences.ts';
import type { Report, ReportedCase, ReportedExchange } from '../report.ts';
import { headingOf } from './difference-heading.ts';
import { safeLine, wrap } from './safe-text.ts';
import { badge, exchangeLines, indented, labelled, type TerminalStyle } from './terminal-style.ts';

/** Differences per rule that are shown with an exchange, and cases per difference that are named; --verbose shows all. */
const inFull = { fail: 5, warn: 2 };
const namedCases = 10;

/** The differences of a verdict, each once and with one exchange, however many cases show it. */
export function differenceSections(report: Report, verdict: 'fail' | 'warn', style: TerminalStyle): string[] {
  const most = style.detail === 'verbose' ? Number.POSITIVE_INFINITY : inFull[verdict];
  // A case may break several rules with one response.
  const before = new Set<ReportedExchange>();
  return differencesOf(report, verdict).flatMap(({ differences }) =>
    differences.map((difference, index) =>
      index < most ? inDetail(difference, before, style) : inBrief(difference, style),
    ),
  );
}

function heading(difference: Difference, style: TerminalStyle): string {
  const lines = wrap(headingOf(difference), style.width - 6).map((line) => style.colours.bold(line));
  return `${badge(difference.check.verdict, style)}  ${lines.join('\n      ')}`;
}

const inBrief = (difference: Difference, style: TerminalStyle): string =>
  [heading(difference, style), labelled('cases', casesText(difference.cases, style), style)].join('\n');

function inDetail(difference: Difference, before: Set<ReportedExchange>, style: TerminalStyle): string {
  const { requirement, check, example, cases } = difference;
  const isShown = example.exchange !== undefined && before.has(example.exchange);
  if (example.exchange !== undefined) before.add(example.exchange);
  const docs = absoluteLink(example.result.docs);
  const shown = `${example.result.title} ${style.colours.dim(example.result.id)}${isShown ? ', shown above' : ''}`;
  return [
    heading(difference, style),
    indented(`${requirement.id} ${requirement.level}: ${requirement.statement}`, style),
    labelled('expected', check.expected, style),
    labelled('actual', safeLine(check.actual), style),
    ...(check.known === undefined ? [] : [labelled('known', knownText(check.known), style)]),
    ...(cases.length === 1 ? [] : [labelled('cases', casesText(cases, style), style)]),
    labelled('example', shown, style),
    ...(docs === undefined ? [] : [labelled('docs', docs, style)]),
    ...(example.exchange === undefined || isShown ? [] : exchangeLines(example.exchange, style)),
  ].join('\n');
}

/** The ids of the cases. Without a line per case above, this is the only place that names them. */
function casesText(cases: readonly ReportedCase[], { detail }: TerminalStyle): string {
  const named = cases.slice(0, detail === 'normal' ? namedCases : cases.length).map(({ id }) => id);
  const more = cases.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more (--verbose names them)` : ''}`;
}

const knownText = ({ reason, issue }: NonNullable<CheckResult['known']>): string =>
  safeLine(issue === undefined ? reason : `${reason} (${issue})`);
