import { appendFile, mkdir, open, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { renderAnnotations } from '../../tests/contract/report/annotations.ts';
import { renderHar } from '../../tests/contract/report/har.ts';
import { renderHtml } from '../../tests/contract/report/html.ts';
import { renderJson } from '../../tests/contract/report/json.ts';
import { renderJunit } from '../../tests/contract/report/junit.ts';
import { renderMarkdown } from '../../tests/contract/report/markdown.ts';
import type { Report } from '../../tests/contract/report/report.ts';
import { UserError } from '../cli/user-error.ts';

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
  const targets = parsed.filter((target) => typeof target !== 'string');
  const faulty = parsed.filter((target) => typeof target === 'string');
  return { targets, problems: [...faulty, ...sharedFiles(targets)] };
}

/** The reports that would overwrite each other. */
function sharedFiles(targets: readonly ReportTarget[]): string[] {
  const places = targets.map(({ file }) => resolve(file));
  return [...new Set(places)].flatMap((place) => {
    const rivals = targets.filter((_, index) => places[index] === place);
    if (rivals.length < 2) return [];
    const names = rivals.map(({ kind, file }) => `${kind}=${file}`).join(' and ');
    return [`--report ${names} name one file: give each report its own`];
  });
}

/**
 * Makes sure that the reports can be written, before anything is sent: makes the folders, and leaves no empty file.
 *
 * @returns a sentence for each that cannot be written.
 */
export const probeReports = (targets: readonly ReportTarget[]): Promise<string[]> =>
  eachTarget(targets, async ({ file }) => {
    try {
      await probe(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await mkdir(dirname(file), { recursive: true });
      await probe(file);
    }
  });

/** A report of an earlier run stays as it is until this one has ended. */
async function probe(file: string): Promise<void> {
  try {
    await (await open(file, 'wx')).close();
    await rm(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await (await open(file, 'a')).close();
  }
}

/** @throws UserError naming the reports that cannot be written. */
export async function writeReports(report: Report, targets: readonly ReportTarget[]): Promise<void> {
  const problems = await eachTarget(targets, ({ kind, file }) => writeFile(file, renderers[kind](report)));
  if (problems.length > 0) throw new UserError(problems.join('\n'));
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

/** @returns a sentence for each target on which the effect failed. */
async function eachTarget(
  targets: readonly ReportTarget[],
  effect: (target: ReportTarget) => Promise<void>,
): Promise<string[]> {
  const outcomes = targets.map((target) =>
    effect(target).then(
      () => [],
      ({ code }: NodeJS.ErrnoException) => [`--report ${target.kind}: cannot write ${target.file} (${code})`],
    ),
  );
  return (await Promise.all(outcomes)).flat();
}
