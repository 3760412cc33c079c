import type pc from 'picocolors';
import type { Verdict } from '../../judge/verdict.ts';
import { byRequirement, countsSentence, type Finding, findingsOf, leftBehindSentence } from '../findings.ts';
import { ruleText, toldOf } from '../notes.ts';
import type { Report, ReportedCase, ReportedExchange } from '../report.ts';
import { type HttpTextLimits, requestLines, responseLines } from './http-text.ts';
import { safeLine, wrap } from './safe-text.ts';

/** How the terminal is written. */
export interface TerminalStyle {
  colours: ReturnType<typeof pc.createColors>;
  /** Columns. */
  width: number;
  /** `quiet`: what is broken, and the verdict. `verbose`: every exchange, and every warning in full. */
  detail: 'quiet' | 'normal' | 'verbose';
}

/** So many warnings of a requirement are shown in full; the rest by id. */
const warningsInFull = 2;

const shown: HttpTextLimits = { body: 600, lines: 12, header: 160, headers: 16 };

function badge(verdict: Verdict, { colours }: TerminalStyle): string {
  const badges: Record<Verdict, string> = {
    pass: colours.green('pass'),
    warn: colours.yellow('warn'),
    fail: colours.red('FAIL'),
    inconclusive: colours.magenta('????'),
    skipped: colours.dim('skip'),
  };
  return badges[verdict];
}

/** One line for a case that has ended, and below it its exchanges where everything is wanted. */
export function renderCaseLine(result: ReportedCase, style: TerminalStyle): string {
  const { id, title, verdict, durationMs, reason } = result;
  const end = reason === undefined ? `, ${durationMs} ms` : `, ${safeLine(reason)}`;
  // The time is the first to go where the terminal is narrow; a reason stays.
  const fits = reason !== undefined || `pass  ${title} ${id}${end}`.length <= style.width;
  const line = `${badge(verdict, style)}  ${title} ${style.colours.dim(`${id}${fits ? end : ''}`)}`;
  if (style.detail !== 'verbose') return line;
  return [line, ...result.exchanges.flatMap((exchange) => exchangeLines(exchange, style))].join('\n');
}

/** What is shown when all cases have ended: what is broken in full, failures last, the table, the verdict. */
export function renderSummary(report: Report, reports: readonly string[], style: TerminalStyle): string {
  const brief = style.detail === 'quiet';
  const sections = [
    ...(brief ? [] : warningSections(report, style)),
    ...inconclusiveSection(report, style),
    ...findingsOf(report, 'fail').map((finding) => renderFinding(finding, style)),
    ...(brief ? [] : [requirementTable(report, style)]),
    ...report.notes.map((note) => wrap(safeLine(note), style.width).join('\n')),
    ...(brief ? [] : [wrap(leftBehindSentence(report), style.width).join('\n')]),
    ...(reports.length === 0 ? [] : [reports.map((file) => `Report: ${file}`).join('\n')]),
    verdictSentence(report, style),
  ];
  return sections.join('\n\n');
}

function warningSections(report: Report, style: TerminalStyle): string[] {
  const groups = byRequirement(report, findingsOf(report, 'warn'));
  return groups.flatMap(([, findings]) => {
    const inFull = style.detail === 'verbose' ? findings.length : warningsInFull;
    const rest = findings.slice(inFull).map(({ result }) => result.id);
    const list = `${rest.length} more like these (--verbose shows them): ${rest.join(', ')}`;
    return [
      ...findings.slice(0, inFull).map((finding) => renderFinding(finding, style)),
      ...(rest.length === 0 ? [] : [indented(list, style)]),
    ];
  });
}

/** What could not be told has one reason for many cases. */
function inconclusiveSection(report: Report, style: TerminalStyle): string[] {
  const findings = findingsOf(report, 'inconclusive');
  const reasonOf = ({ result, broken }: Finding): string => result.reason ?? broken[0]?.check.actual ?? '';
  return [...new Set(findings.map(reasonOf))].map((reason) => {
    const ids = findings.filter((finding) => reasonOf(finding) === reason).map(({ result }) => result.id);
    const line = `${badge('inconclusive', style)}  ${ids.length} could not be told: ${safeLine(reason)}`;
    return [line, indented(ids.join(', '), style)].join('\n');
  });
}

function renderFinding({ result, broken }: Finding, style: TerminalStyle): string {
  const { bold, dim } = style.colours;
  const checks = broken.flatMap(({ check, requirement }) => [
    indented(`${check.requirement} ${check.level}: ${requirement?.statement ?? ''}`, style),
    labelled('expected', check.expected, style),
    labelled('actual', safeLine(check.actual), style),
    ...(check.known === undefined ? [] : [labelled('known', knownText(check.known), style)]),
  ]);
  return [
    `${badge(result.verdict, style)}  ${bold(result.title)} ${dim(result.id)}`,
    ...checks,
    ...result.exchanges.flatMap((exchange) => exchangeLines(exchange, style)),
  ].join('\n');
}

const knownText = ({ reason, issue }: { reason: string; issue?: string }): string =>
  safeLine(issue === undefined ? reason : `${reason} (${issue})`);

/** The marks keep a response from looking like a line of this program, or like a command for a build log. */
function exchangeLines(exchange: ReportedExchange, { colours: { cyan, dim } }: TerminalStyle): string[] {
  return [
    '',
    ...requestLines(exchange, shown).map((line) => `      ${cyan('>')} ${line}`.trimEnd()),
    ...responseLines(exchange, shown).map((line) => `      ${cyan('<')} ${line}`.trimEnd()),
    '',
    `      ${dim(safeLine(exchange.curl))}`,
  ];
}

const indented = (text: string, { width }: TerminalStyle): string =>
  wrap(text, width - 6)
    .map((line) => `      ${line}`)
    .join('\n');

const labelled = (label: string, text: string, { width }: TerminalStyle): string =>
  wrap(text, width - 16)
    .map((line, index) => `      ${(index === 0 ? label : '').padEnd(10)}${line}`)
    .join('\n');

/** Columns: the table is for the overview, and the sentences stand elsewhere in full. */
const widestTable = 120;

function requirementTable({ requirements }: Report, style: TerminalStyle): string {
  const { dim } = style.colours;
  const columns = 29;
  return requirements
    .map((requirement) => {
      const { id, level, verdict } = requirement;
      const statement = ruleText(requirement);
      const told = toldOf(requirement).padStart(10);
      const room = Math.max(20, Math.min(style.width, widestTable) - columns);
      const text = statement.length > room ? `${statement.slice(0, room - 1)}…` : statement;
      return `${badge(verdict, style)}  ${id.padEnd(3)} ${level.padEnd(6)} ${told}  ${dim(text)}`;
    })
    .join('\n');
}

function verdictSentence(report: Report, { colours, width }: TerminalStyle): string {
  const colour = { conforms: colours.green, violates: colours.red, inconclusive: colours.magenta }[
    report.verdict
  ];
  const strict = report.strict ? ' Warnings count as failures here (--strict).' : '';
  const sentence = `${safeLine(report.headline)} ${countsSentence(report)}.${strict}`;
  return wrap(sentence, width)
    .map((line) => colour(line))
    .join('\n');
}
