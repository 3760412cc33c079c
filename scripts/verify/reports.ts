import { writeFile } from 'node:fs/promises';
import type { Report } from '../../tests/contract/engine/report.ts';
import { renderJson } from '../../tests/contract/reports/json.ts';
import { renderJunit } from '../../tests/contract/reports/junit.ts';
import { UserError } from '../user-error.ts';

const renderers = { json: renderJson, junit: renderJunit };

export type ReportKind = keyof typeof renderers;

export interface ReportTarget {
  kind: ReportKind;
  file: string;
}

/** Parses `KIND=FILE`. @returns a sentence when it is none. */
function parseReportTarget(text: string): ReportTarget | string {
  const [kind = '', ...rest] = text.split('=');
  const file = rest.join('=');
  if (!Object.hasOwn(renderers, kind)) {
    return `--report wants KIND=FILE with a KIND of ${Object.keys(renderers).join(', ')}, not '${text}'`;
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

async function eachTarget(targets: readonly ReportTarget[], effect: (target: ReportTarget) => Promise<void>) {
  const results = await Promise.allSettled(targets.map(effect));
  const problems = results.flatMap((result, index) => {
    if (result.status === 'fulfilled') return [];
    const { kind, file } = targets[index] as ReportTarget;
    return [`--report ${kind}: cannot write ${file} (${(result.reason as NodeJS.ErrnoException).code})`];
  });
  if (problems.length > 0) throw new UserError(problems.join('\n'));
}
