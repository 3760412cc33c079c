import { appendFile, writeFile } from 'node:fs/promises';
import type { Report } from '../../tests/contract/engine/report.ts';
import { renderAnnotations } from '../../tests/contract/reports/annotations.ts';
import { renderHar } from '../../tests/contract/reports/har.ts';
import { renderHtml } from '../../tests/contract/reports/html.ts';
import { renderJson } from '../../tests/contract/reports/json.ts';
import { renderJunit } from '../../tests/contract/reports/junit.ts';
import { renderMarkdown } from '../../tests/contract/reports/markdown.ts';
import { UserError } from '../user-error.ts';

const renderers = {
  json: renderJson,
  junit: renderJunit,
  html: renderHtml,
  markdown: renderMarkdown,
  har: renderHar,
};

export type ReportKind = keyof typeof renderers;

export const reportKinds: readonly string[] = Object.keys(renderers);

export interface ReportTarget {
  kind: ReportKind;
  file: string;
}

/** Parses `KIND=FILE`. @returns a sentence when it is none. */
function parseReportTarget(text: string): ReportTarget | string {
  const [kind = '', ...rest] = text.split('=');
  const file = rest.join('=');
  if (!Object.hasOwn(renderers, kind)) {
    return `--report wants KIND=FILE with a KIND of ${reportKinds.join(', ')}, not '${text}'`;
  }
  return file === '' ? `--report ${kind}= wants a file name` : { kind: kind as ReportKind, file };
}

/** Parses all targets, and collects what is wrong with them. */
export function parseReportTargets(texts: readonly string[]): {
  targets: ReportTarget[];
  problems: string[];
} {
  const parsed = texts.map(parseReportTarget);
  return {
    targets: parsed.filter((target) => typeof target !== 'string'),
    problems: parsed.filter((target) => typeof target === 'string'),
  };
}

/** Makes sure that the reports can be written, before anything is sent. @throws UserError naming those that cannot. */
export async function probeReports(targets: readonly ReportTarget[]): Promise<void> {
  await eachTarget(targets, ({ file }) => writeFile(file, '', { flag: 'a' }));
}

/** @throws UserError naming the reports that cannot be written. */
export async function writeReports(report: Report, targets: readonly ReportTarget[]): Promise<void> {
  await eachTarget(targets, ({ kind, file }) => writeFile(file, renderers[kind](report)));
}

/**
 * In GitHub Actions: adds the report to the step's summary, and annotates what is broken. A summary that cannot be
 * written does not change the verdict.
 */
export async function reportToGithub(report: Report, environment: NodeJS.ProcessEnv): Promise<void> {
  if (environment.GITHUB_ACTIONS !== 'true') return;
  for (const command of renderAnnotations(report)) console.log(command);
  const file = environment.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return;
  await appendFile(file, renderMarkdown(report)).catch((error: NodeJS.ErrnoException) => {
    console.error(`The step summary could not be written (${error.code}).`);
  });
}

async function eachTarget(targets: readonly ReportTarget[], effect: (target: ReportTarget) => Promise<void>) {
  const results = await Promise.allSettled(targets.map(effect));
  const problems = results.flatMap((result, index) => {
    if (result.status === 'fulfilled') return [];
    const { kind, file } = targets[index] as ReportTarget;
    return [`--report ${kind}: cannot write ${file} (${(result.reason as NodeJS.ErrnoException).code})`];
  });
  if (problems.length > 0) throw new UserError(problems.join('\n'));
}
