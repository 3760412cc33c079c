import { counted } from '../../request/counted.ts';
import { byRequirement, type Finding, findingsOf } from '../findings.ts';
import type { Report, ReportedExchange } from '../report.ts';
import { type HttpTextLimits, requestLines, responseLines } from './http-text.ts';
import { code, escapeMarkup, fenced } from './markdown-text.ts';
import { cutText, safeLine } from './safe-text.ts';

/** How much is told of the findings of one verdict. */
export interface FindingDetail {
  /** Findings of a requirement that are told with their checks; of the others the ids. */
  inFull: number;
  /** Characters of a text from outside. */
  text: number;
  /** Ids of further cases. */
  ids: number;
  /** How much of each exchange is shown; undefined for none. */
  exchanges?: HttpTextLimits;
}

/** The findings of a verdict by requirement: a heading, and a section for each. */
export function findingSections(
  title: string,
  report: Report,
  verdict: 'fail' | 'warn' | 'inconclusive',
  detail: FindingDetail,
): string[] {
  const groups = byRequirement(report, findingsOf(report, verdict));
  const sections = groups.map(([{ id, level, statement }, findings]) =>
    [
      `### ${id} ${level}: ${escapeMarkup(statement)}`,
      ...findings.slice(0, detail.inFull).map((finding) => renderFinding(finding, detail)),
      ...furtherCases(findings.slice(detail.inFull), detail),
    ].join('\n\n'),
  );
  const [first, ...others] = sections;
  return first === undefined ? [] : [`## ${title}\n\n${first}`, ...others];
}

function furtherCases(findings: readonly Finding[], { inFull, ids }: FindingDetail): string[] {
  if (findings.length === 0) return [];
  const named = findings.slice(0, ids).map(({ result }) => code(result.id));
  const unnamed = findings.length - named.length;
  const list = [...named, ...(unnamed > 0 ? [`${unnamed} more`] : [])].join(', ');
  return [
    inFull === 0
      ? `${counted(findings.length, 'case')}: ${list}`
      : `${findings.length} more like these: ${list}`,
  ];
}

function renderFinding({ result, broken }: Finding, { text, exchanges: limits }: FindingDetail): string {
  const checks = broken.map(({ check: { requirement, expected, actual, known } }) => {
    const reason = known === undefined ? '' : `; known: ${escapeMarkup(cutText(known.reason, text))}`;
    return `- ${requirement}: expected ${escapeMarkup(expected)}; actual ${code(cutText(actual, text))}${reason}`;
  });
  const details =
    result.exchanges.length === 0 || limits === undefined
      ? []
      : [
          '',
          '<details><summary>What was sent, and what came</summary>',
          '',
          result.exchanges.map((exchange) => renderExchange(exchange, limits)).join('\n\n'),
          '',
          '</details>',
        ];
  return [`**${escapeMarkup(result.title)}** ${code(result.id)}`, '', ...checks, ...details].join('\n');
}

/** Half a line for the shell would do something else: it is there in full, or not at all. */
const longestCurl = 4000;

function renderExchange(exchange: ReportedExchange, limits: HttpTextLimits): string {
  const http = [...requestLines(exchange, limits), '', ...responseLines(exchange, limits)].join('\n');
  const curl = exchange.curl.length > longestCurl ? '' : `\n\n${fenced(safeLine(exchange.curl), 'sh')}`;
  return fenced(http, 'http') + curl;
}
