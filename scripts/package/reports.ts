import type { Report } from '../../tests/contract/index.ts';
import {
  type Comparison,
  compareReports as compare,
} from '../../tests/contract/report/comparison/compare.ts';
import { readReport } from '../../tests/contract/report/read-report.ts';
import { writeReport as write } from '../verify/report-files.ts';
import { type ReportKind, renderers, reportKinds } from '../verify/reports.ts';
import { suggestion } from './options.ts';

/**
 * Renders a report as text.
 *
 * @throws TypeError when there is no such kind.
 *
 * @example
 * console.log(renderReport(report, 'markdown'));
 */
export function renderReport(report: Report, kind: ReportKind): string {
  if (!Object.hasOwn(renderers, kind))
    throw new TypeError(
      `There is no report of the kind '${kind}'.${suggestion(String(kind), reportKinds)} The kinds are ${reportKinds.join(', ')}.`,
    );
  return renderers[kind](report);
}

/**
 * Writes a report to a file. Only the owner can read a new file. Creates missing folders.
 *
 * @throws TypeError when there is no such kind.
 *
 * @example
 * await writeReport(report, 'junit', 'reports/contract.xml');
 */
export async function writeReport(report: Report, kind: ReportKind, file: string): Promise<void> {
  await write(file, renderReport(report, kind));
}

/**
 * Compares two reports, of one deployment at two times or of two deployments, as the `compare` command does. A report is
 * what `runContract` returns, or a parsed report of the kind `json`.
 *
 * @returns what changed, case by case: the command exits with 1 on `newFailures` and `noLongerTold`.
 * @throws TypeError when one of them is not a report.
 *
 * @example
 * const before = JSON.parse(await readFile('reports/last-week.json', 'utf8'));
 * const { newFailures } = compareReports(before, await runContract({ deployment }));
 */
export function compareReports(before: Report, after: Report): Comparison {
  for (const [name, report] of Object.entries({ before, after })) {
    const read = readReport(JSON.stringify(report ?? null));
    if (typeof read === 'string') throw new TypeError(`${name} ${read}.`);
  }
  return compare(before, after);
}
