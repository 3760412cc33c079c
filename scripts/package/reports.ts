import type { Report } from '../../tests/contract/index.ts';
import { writeReport as write } from '../verify/report-files.ts';
import { type ReportKind, renderers, reportKinds } from '../verify/reports.ts';

/**
 * Renders a report as a text.
 *
 * @throws TypeError when there is no such kind.
 */
export function renderReport(report: Report, kind: ReportKind): string {
  if (!Object.hasOwn(renderers, kind))
    throw new TypeError(`There is no report of the kind '${kind}'. There are ${reportKinds.join(', ')}.`);
  return renderers[kind](report);
}

/**
 * Writes a report into a file, which its owner alone can read. Folders that are missing are made.
 *
 * @example
 * await writeReport(report, 'junit', 'reports/contract.xml');
 */
export async function writeReport(report: Report, kind: ReportKind, file: string): Promise<void> {
  await write(file, renderReport(report, kind));
}
