import { contractSentence, type Finding, findingsOf, leftBehindSentence } from '../findings.ts';
import { ruleText, toldOf } from '../notes.ts';
import type { Report, ReportedCase } from '../report.ts';
import { safeLine, wrap } from './safe-text.ts';
import { differenceSections } from './terminal-differences.ts';
import { renderEnding } from './terminal-ending.ts';
import { badge, exchangeLines, indented, type TerminalStyle } from './terminal-style.ts';

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

/**
 * What is shown when all cases have ended: what is broken in full, failures last, the table, and an end that says the
 * most important by itself.
 */
export function renderSummary(report: Report, reports: readonly string[], style: TerminalStyle): string {
  const brief = style.detail === 'quiet';
  const sections = [
    ...(brief ? [] : differenceSections(report, 'warn', style)),
    ...inconclusiveSection(report, style),
    ...differenceSections(report, 'fail', style),
    ...(brief ? [] : [requirementTable(report, style)]),
    ...report.notes.map((note) => wrap(safeLine(note), style.width).join('\n')),
    wrap(safeLine(contractSentence(report)), style.width).join('\n'),
    ...(brief ? [] : [wrap(leftBehindSentence(report), style.width).join('\n')]),
    renderEnding(report, reports, style),
  ];
  return sections.join('\n\n');
}

/** What could not be told has one reason for many cases. */
function inconclusiveSection(report: Report, style: TerminalStyle): string[] {
  const findings = findingsOf(report, 'inconclusive');
  const reasonOf = ({ result, broken }: Finding): string => result.reason ?? broken[0]?.check.actual ?? '';
  return [...new Set(findings.map(reasonOf))].map((reason) => {
    const ids = findings.filter((finding) => reasonOf(finding) === reason).map(({ result }) => result.id);
    const line = `${badge('inconclusive', style)}  ${ids.length} inconclusive: ${safeLine(reason)}`;
    return [line, indented(ids.join(', '), style)].join('\n');
  });
}

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
