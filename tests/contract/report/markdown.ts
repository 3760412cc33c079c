import {
  byRequirement,
  countsSentence,
  type Finding,
  findingsOf,
  leftBehindSentence,
  verdictWords,
} from './findings.ts';
import { type HttpTextLimits, requestLines, responseLines } from './http-text.ts';
import { toldOf } from './notes.ts';
import type { Report, ReportedExchange } from './report.ts';
import { safeLine } from './safe-text.ts';

const shown: HttpTextLimits = { body: 1000, lines: 30, header: 200, headers: 20 };

/** So many findings of a requirement are shown with their exchanges; a step summary holds 1 MiB. */
const inFull = 5;

const marks = { conforms: '✅', violates: '❌', inconclusive: '❔' } as const;

/** The report as GitHub-flavoured Markdown, for step summaries, pull requests and wikis. */
export function renderMarkdown(report: Report): string {
  const { baseUrl, clientId, accountId } = report.deployment;
  const sections = [
    `# ${marks[report.verdict]} ${escapeMarkup(report.headline)}`,
    `${countsSentence(report)}. Checked on ${report.startedAt.slice(0, 10)}: ${code(baseUrl)}, client ${code(clientId)}, account ${code(accountId)}.`,
    ...report.notes.map((note) => `> ${escapeMarkup(note)}`),
    requirementTable(report),
    ...findingSection('Broken', report, 'fail'),
    ...findingSection('Warnings', report, 'warn'),
    ...findingSection('Could not be told', report, 'inconclusive'),
    leftBehindSentence(report),
    `<sub>${report.tool.name} ${report.tool.version}</sub>`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function requirementTable({ requirements }: Report): string {
  const rows = requirements.map((requirement) => {
    const { id, level, verdict, statement } = requirement;
    const word = verdict === 'pass' ? 'kept' : `**${verdictWords[verdict]}**`;
    return `| ${id} | ${level} | ${word} | ${toldOf(requirement)} | ${escapeMarkup(statement)} |`;
  });
  return ['| Rule | Level | Verdict | Cases told | |', '|---|---|---|---:|---|', ...rows].join('\n');
}

function findingSection(title: string, report: Report, verdict: 'fail' | 'warn' | 'inconclusive'): string[] {
  const groups = byRequirement(report, findingsOf(report, verdict));
  if (groups.length === 0) return [];
  const texts = groups.flatMap(([{ id, level, statement }, findings]) => {
    const rest = findings.slice(inFull).map(({ result }) => code(result.id));
    return [
      `### ${id} ${level}: ${escapeMarkup(statement)}`,
      ...findings.slice(0, inFull).map(renderFinding),
      ...(rest.length === 0 ? [] : [`${rest.length} more like these: ${rest.join(', ')}`]),
    ];
  });
  return [`## ${title}`, ...texts];
}

function renderFinding({ result, broken }: Finding): string {
  const checks = broken.map(({ check: { requirement, expected, actual, known } }) => {
    const reason = known === undefined ? '' : `; known: ${escapeMarkup(known.reason)}`;
    return `- ${requirement}: expected ${escapeMarkup(expected)}; actual ${code(actual)}${reason}`;
  });
  const exchanges = result.exchanges.map(renderExchange);
  const details =
    exchanges.length === 0
      ? []
      : [
          '',
          '<details><summary>What was sent, and what came</summary>',
          '',
          exchanges.join('\n\n'),
          '',
          '</details>',
        ];
  return [`**${escapeMarkup(result.title)}** ${code(result.id)}`, '', ...checks, ...details].join('\n');
}

function renderExchange(exchange: ReportedExchange): string {
  const http = [...requestLines(exchange, shown), '', ...responseLines(exchange, shown)].join('\n');
  return `${fenced(http, 'http')}\n\n${fenced(safeLine(exchange.curl), 'sh')}`;
}

/** A fence that is longer than any in the text. */
function fenced(text: string, language: string): string {
  const fence = '`'.repeat(longestRun(text) < 3 ? 3 : longestRun(text) + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function code(text: string): string {
  const line = safeLine(text);
  const fence = '`'.repeat(longestRun(line) + 1);
  const room = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return line === '' ? '(empty)' : `${fence}${room}${line}${room}${fence}`;
}

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** Plain text: neither markup nor mentions. */
const escapeMarkup = (text: string): string =>
  safeLine(text)
    .replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&')
    .replaceAll('@', '&#64;');
