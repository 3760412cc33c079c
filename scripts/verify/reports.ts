import { appendFile } from 'node:fs/promises';
import { isAbsolute } from '../../spec/docs-url.ts';
import { renderAnnotations } from '../../tests/contract/report/formats/annotations.ts';
import { renderCodeQuality } from '../../tests/contract/report/formats/code-quality.ts';
import { renderHar } from '../../tests/contract/report/formats/har.ts';
import { renderHtml } from '../../tests/contract/report/formats/html/page.ts';
import { renderJson } from '../../tests/contract/report/formats/json.ts';
import { renderJunit } from '../../tests/contract/report/formats/junit.ts';
import { renderMarkdown } from '../../tests/contract/report/formats/markdown.ts';
import type { Report } from '../../tests/contract/report/report.ts';
import { UserError } from '../cli/user-error.ts';
import { writeReport } from './report-files.ts';

/** The renderer of each kind of report. */
export const renderers = {
  json: renderJson,
  junit: renderJunit,
  html: renderHtml,
  markdown: renderMarkdown,
  har: renderHar,
  codequality: renderCodeQuality,
};

/** The kinds of report that can be written. */
export type ReportKind = keyof typeof renderers;

export const reportKinds: readonly string[] = Object.keys(renderers);

export interface ReportTarget {
  kind: ReportKind;
  file: string;
}

/** The exit codes of commands. */
export const exitCodes: Record<Report['verdict'], number> = { conforms: 0, violates: 1, inconclusive: 2 };

/** Parses `KIND=FILE`. @returns a sentence when it is invalid. */
export function parseReportTarget(text: string): ReportTarget | string {
  const [kind = '', ...rest] = text.split('=');
  const file = rest.join('=');
  if (!Object.hasOwn(renderers, kind)) {
    return `--report must be KIND=FILE with a KIND of ${reportKinds.join(', ')}, not '${text}'`;
  }
  return file === '' ? `--report ${kind}= names no file` : { kind: kind as ReportKind, file };
}

/** @throws UserError naming the reports that cannot be written. */
export async function writeReports(report: Report, targets: readonly ReportTarget[]): Promise<void> {
  const written = targets.map(({ kind, file }) =>
    writeReport(file, renderers[kind](report)).then(
      () => [],
      ({ code }: NodeJS.ErrnoException) => [`--report ${kind}: cannot write ${file} (${code})`],
    ),
  );
  const problems = (await Promise.all(written)).flat();
  if (problems.length > 0) throw new UserError(problems.join('\n'));
}

/**
 * In GitHub Actions: adds the report to the step's summary, and annotates broken rules. If the summary cannot be
 * written, the verdict stays.
 */
export async function reportToGithub(report: Report, environment: NodeJS.ProcessEnv): Promise<void> {
  if (environment.GITHUB_ACTIONS !== 'true') return;
  for (const command of renderAnnotations(report)) console.log(command);
  const file = environment.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return;
  await appendFile(file, renderMarkdown(withAbsoluteDocs(report))).catch((error: NodeJS.ErrnoException) => {
    console.error(`The step summary could not be written (${error.code}).`);
  });
}

/** A path relative to a report's file leads nowhere from the page of a job. */
function withAbsoluteDocs(report: Report): Report {
  if (report.docs === undefined || isAbsolute(report.docs)) return report;
  const without = <T extends { docs?: string }>({ docs: _, ...rest }: T): Omit<T, 'docs'> => rest;
  return {
    ...without(report),
    requirements: report.requirements.map(without),
    cases: report.cases.map(without),
  };
}
