import { contractSentence, type Finding, findingsOf, leftBehindSentence } from '../findings.ts';
import { ruleText, toldOf } from '../notes.ts';
import type { Report, ReportedCase } from '../report.ts';
import { safeLine, wrap } from './safe-text.ts';
import { differenceSections } from './terminal-differences.ts';
import { renderEnding } from './terminal-ending.ts';
import { badge, exchangeLines, indented, type TerminalStyle } from './terminal-style.ts';

/** One line for a finished case, and with --verbose its exchanges below. */
export function renderCaseLine(result: ReportedCase, style: TerminalStyle): string {
  const { id, title, verdict, durationMs, reason } = result;
  const end = reason === undefined ? `, ${durationMs} ms` : `, ${safeLine(reason)}`;
  // On a narrow terminal the time is dropped first; a reason stays.
  const fits = reason !== undefined || `pass  ${title} ${id}${end}`.length <= style.width;
  const line = `${badge(verdict, style)}  ${title} ${style.colours.dim(`${id}${fits ? end : ''}`)}`;
  if (style.detail !== 'verbose') return line;
  return [line, ...result.exchanges.flatMap((exchange) => exchangeLines(exchange, style))].join('\n');
}

/**
 * The summary after all cases: the differences in full with failures last, the table, and an ending that makes sense on
 * its own.
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

/** Many inconclusive cases share one reason. */
function inconclusiveSection(report: Report, style: TerminalStyle): string[] {
  const findings = findingsOf(report, 'inconclusive');
  const reasonOf = ({ result, broken }: Finding): string => result.reason ?? broken[0]?.check.actual ?? '';
  return [...new Set(findings.map(reasonOf))].map((reason) => {
    const ids = findings.filter((finding) => reasonOf(finding) === reason).map(({ result }) => result.id);
    const line = `${badge('inconclusive', style)}  ${ids.length} inconclusive: ${safeLine(reason)}`;
    return [line, indented(ids.join(', '), style)].join('\n');
  });
}

/** Columns. The table is an overview; the full statements are elsewhere. */
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
