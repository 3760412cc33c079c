import type pc from 'picocolors';
import { counted } from '../../request/counted.ts';
import { countsSentence } from '../findings.ts';
import { safeLine } from '../formats/safe-text.ts';
import { headlineOf } from '../headline.ts';
import type { Report } from '../report.ts';
import type { Change, Comparison } from './compare.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** The comparison for people: new failures first, the answer to "is it worse?" last. */
export function renderComparison(
  before: Report,
  after: Report,
  comparison: Comparison,
  colours: Colours,
): string {
  const { newFailures, fixed, newWarnings, goneWarnings, noLongerTold, newlyTold, statuses, added, removed } =
    comparison;
  const failing = new Set(newFailures.map(({ id }) => id));
  const sections = [
    [`before  ${describe(before)}`, `after   ${describe(after)}`].join('\n'),
    list('New failures', newFailures, colours.red),
    list('Fixed', fixed, colours.green),
    list('New warnings', newWarnings, colours.yellow),
    list('Warnings gone', goneWarnings, colours.green),
    list('No longer conclusive', noLongerTold, colours.magenta),
    list('Conclusive now', newlyTold, colours.green),
    list(
      'Other statuses',
      statuses.filter(({ id }) => !failing.has(id)),
      colours.cyan,
    ),
    ids('New cases', added),
    ids('Removed cases', removed),
    lastSentence(comparison, colours),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

const describe = (report: Report): string =>
  `${safeLine(report.deployment.baseUrl)}, ${report.startedAt.slice(0, 16).replace('T', ' ')} UTC: ${safeLine(headlineOf(report))} ${countsSentence(report)}.`;

function list(title: string, changes: readonly Change[], colour: (text: string) => string): string {
  if (changes.length === 0) return '';
  const width = Math.max(...changes.map(({ id }) => id.length));
  const lines = changes.map(
    ({ id, before, after }) => `  ${id.padEnd(width)}  ${safeLine(before)} -> ${safeLine(after)}`,
  );
  return [colour(`${title} (${changes.length})`), ...lines].join('\n');
}

const ids = (title: string, names: readonly string[]): string =>
  names.length === 0 ? '' : `${title} (${names.length})\n  ${names.map(safeLine).join(', ')}`;

function lastSentence(comparison: Comparison, { green, red }: Colours): string {
  const failures = comparison.newFailures.length;
  const lost = comparison.noLongerTold.length;
  const bad = [
    ...(failures > 0 ? [counted(failures, 'new failure')] : []),
    ...(lost > 0 ? [`lost coverage: ${counted(lost, 'case checks', 'cases check')} less than before`] : []),
  ];
  if (bad.length > 0) return red(`${capitalised(bad.join('; '))}.`);
  const nothing = Object.values(comparison).every((changes) => changes.length === 0);
  return green(nothing ? 'Nothing changed.' : 'No new failures.');
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
