import { counted } from '../../request/counted.ts';
import type { Difference, RuleDifferences } from '../differences.ts';
import type { ReportedCase, ReportedExchange } from '../report.ts';
import { whatDiffers } from './difference-heading.ts';
import { type HttpTextLimits, requestLines, responseLines } from './http-text.ts';
import { code, escapeMarkup, fenced, linked } from './markdown-text.ts';
import { cutText, safeLine } from './safe-text.ts';

/** How much detail to give on the differences of one verdict. */
export interface FindingDetail {
  /** Differences of a requirement with a section each; the others are listed by case id. */
  inFull: number;
  /** Characters of a text from outside. */
  text: number;
  /** Ids of further cases. */
  ids: number;
  /** How much of each exchange to show; undefined for none. */
  exchanges?: HttpTextLimits;
}

/** The differences of a verdict by requirement: a heading, and a section for each. */
export function findingSections(
  title: string,
  found: readonly RuleDifferences[],
  detail: FindingDetail,
): string[] {
  const sections = found.map(({ requirement, differences }) => {
    const { id, level, statement } = requirement;
    return [
      `### ${id} ${level}: ${escapeMarkup(statement)}`,
      ...differences.slice(0, detail.inFull).map((difference) => renderDifference(difference, detail)),
      ...furtherDifferences(differences.slice(detail.inFull), detail),
    ].join('\n\n');
  });
  const [first, ...others] = sections;
  return first === undefined ? [] : [`## ${title}\n\n${first}`, ...others];
}

function furtherDifferences(differences: readonly Difference[], { inFull, ids }: FindingDetail): string[] {
  if (differences.length === 0) return [];
  const cases = [...new Set(differences.flatMap((difference) => difference.cases))];
  const list = casesText(cases, ids);
  if (inFull === 0) return [`${counted(cases.length, 'case')}: ${list}`];
  return [`${counted(differences.length, 'more difference')} in ${counted(cases.length, 'case')}: ${list}`];
}

function casesText(cases: readonly ReportedCase[], ids: number): string {
  const named = cases.slice(0, ids).map(({ id }) => code(id));
  const unnamed = cases.length - named.length;
  return [...named, ...(unnamed > 0 ? [`${unnamed} more`] : [])].join(', ');
}

function renderDifference(difference: Difference, { text, ids, exchanges: limits }: FindingDetail): string {
  const { check, cases, example } = difference;
  const { requirement, expected, actual, known } = check;
  const reason = known === undefined ? '' : `; known: ${escapeMarkup(cutText(known.reason, text))}`;
  const what = escapeMarkup(cutText(whatDiffers(difference), text));
  return [
    `**${what}** (${counted(cases.length, 'case')})`,
    '',
    `- ${requirement}: expected ${escapeMarkup(expected)}; actual ${code(cutText(actual, text))}${reason}`,
    `- Example: ${escapeMarkup(example.result.title)} ${linked(code(example.result.id), example.result.docs)}`,
    ...(cases.length === 1 ? [] : [`- Cases: ${casesText(cases, ids)}`]),
    ...(example.exchange === undefined || limits === undefined ? [] : unfolded(example.exchange, limits)),
  ].join('\n');
}

const unfolded = (exchange: ReportedExchange, limits: HttpTextLimits): string[] => [
  '',
  '<details><summary>Request and response</summary>',
  '',
  renderExchange(exchange, limits),
  '',
  '</details>',
];

/** Half a shell line would do something else, so it is complete or left out. */
const longestCurl = 4000;

function renderExchange(exchange: ReportedExchange, limits: HttpTextLimits): string {
  const http = [...requestLines(exchange, limits), '', ...responseLines(exchange, limits)].join('\n');
  const curl = exchange.curl.length > longestCurl ? '' : `\n\n${fenced(safeLine(exchange.curl), 'sh')}`;
  return fenced(http, 'http') + curl;
}
