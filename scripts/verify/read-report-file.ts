import { readFile } from 'node:fs/promises';
import { readReport } from '../../tests/contract/report/read-report.ts';
import type { Report } from '../../tests/contract/report/report.ts';

/** Reads a JSON report from a file. @returns a sentence when it cannot be read, or is not a report. */
export async function readReportFile(path: string): Promise<Report | string> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string') return `cannot read ${path} (${text.code})`;
  const report = readReport(text);
  return typeof report === 'string' ? `${path} ${report}` : report;
}
