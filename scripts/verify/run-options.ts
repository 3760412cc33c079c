import { randomInt } from 'node:crypto';
import type { Contract } from '../../spec/contract.ts';
import { readDocsUrl } from '../../spec/docs-url.ts';
import type { ContractCase } from '../../tests/contract/case.ts';
import type { RunOptions } from '../../tests/contract/index.ts';
import { type MinCoverage, parseMinCoverage } from '../../tests/contract/report/min-coverage.ts';
import type { KnownFailure } from '../../tests/contract/report/report.ts';
import { type Choice, choiceProblems, choose } from '../../tests/contract/run/choice/choose.ts';
import { ruleProblems } from '../../tests/contract/run/choice/rules.ts';
import { selectCases } from '../../tests/contract/run/choice/select.ts';
import type { Shard } from '../../tests/contract/run/choice/shard.ts';
import { contractCases } from '../../tests/contract/table.ts';
import { emptyOption, readText } from '../deployment/sources.ts';
import { probeReports } from './report-files.ts';
import { parseReportTarget, type ReportTarget } from './reports.ts';
import { uploadsFile } from './uploads-list.ts';

/** Formats of `--list`. */
export type ListFormat = 'text' | 'curl';

export const listFormats: readonly string[] = ['text', 'curl'] satisfies ListFormat[];

/** The options of `verify` for the run and its outputs; texts as given. */
export interface RunFlags {
  only?: string[];
  rule?: string[];
  smoke?: true;
  shard?: string;
  wait?: string;
  cleanupCommand?: string;
  listUploads?: string;
  list?: true;
  format?: ListFormat;
  dryRun?: true;
  knownFailing?: string;
  minCoverage?: string[];
  explore?: string;
  seed?: string;
  report?: string[];
  docsUrl?: string;
  quiet?: true;
  verbose?: true;
}

/** Those options after parsing; errors are collected, one sentence each. */
export interface RunChoices {
  choice: Choice;
  /** The description of the choice. */
  selected: ContractCase[];
  wait: number | undefined;
  targets: ReportTarget[];
  knownFailures: KnownFailure[];
  minCoverage: MinCoverage | undefined;
  search: RunOptions['search'];
  problems: string[];
}

/** Reads the options that do not concern the deployment. A list and a plan write no reports. */
export async function readRunFlags(flags: RunFlags, contract: Contract): Promise<RunChoices> {
  const problems: string[] = [];
  const choice = readChoice(flags, contract, problems);
  const { selected } = choose(contract, choice);
  const wait = readWait(flags.wait, problems);
  problems.push(...empties(flags), ...exclusions(flags));
  const minCoverage = readMinCoverage(flags.minCoverage, contract, problems);
  const chosen = { choice, selected, wait, minCoverage };
  // A list needs only these.
  if (flags.list) return { ...chosen, targets: [], knownFailures: [], search: undefined, problems };
  const parsed = (flags.report ?? []).map(parseReportTarget);
  const targets = parsed.filter((target) => typeof target !== 'string');
  problems.push(...parsed.filter((target) => typeof target === 'string'));
  const knownFailures = await readKnownFailures(flags.knownFailing, problems);
  const search = parseSearch(flags, problems);
  const list = flags.listUploads?.trim() ? [uploadsFile(flags.listUploads)] : [];
  problems.push(...docsUrlProblems(flags.docsUrl));
  if (!flags.dryRun) problems.push(...(await probeReports([...targets, ...list])));
  return { ...chosen, targets, knownFailures, search, problems };
}

/** Validated here, and parsed where the report is made. */
export function docsUrlProblems(text: string | undefined): string[] {
  const read = text === undefined ? undefined : readDocsUrl(text);
  return read !== undefined && 'problem' in read ? [`--docs-url ${read.problem}`] : [];
}

/** Reads the options that choose cases. A choice without cases is a mistake, not a run that passes. */
function readChoice(flags: RunFlags, contract: Contract, problems: string[]): Choice {
  const { only = [], smoke = false } = flags;
  const { selected, unmatched } = selectCases(contractCases(contract), only);
  const rule = (flags.rule ?? []).map((id) => id.toUpperCase());
  const own = [
    ...(unmatched.length > 0
      ? [`--only ${unmatched.join(', ')}: no case has an id like that (--list shows them all)`]
      : []),
    ...ruleProblems(rule, contract).map((problem) => `--rule: ${problem}`),
  ];
  const shard = readShard(flags.shard, own);
  const choice: Choice = {
    smoke,
    rule,
    cases: selected.map(({ id }) => id),
    chosenBy: `--only: ${only.join(', ')}`,
    ...(shard === undefined ? {} : { shard }),
  };
  // One mistake is reported once.
  problems.push(...(own.length > 0 ? own : choiceProblems(contract, choice)));
  return choice;
}

function readShard(text: string | undefined, problems: string[]): Shard | undefined {
  if (text === undefined) return undefined;
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  problems.push(`--shard must be I/N with I from 1 to N, such as 2/3, not '${text}'`);
  return undefined;
}

function readWait(text: string | undefined, problems: string[]): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) >= 1) return Number(text);
  problems.push(`--wait must be a whole number of milliseconds from 1, not '${text}'`);
  return undefined;
}

function readMinCoverage(
  texts: string[] | undefined,
  contract: Contract,
  problems: string[],
): MinCoverage | undefined {
  if (texts === undefined) return undefined;
  const read = parseMinCoverage(
    texts,
    contract.requirements.map(({ id }) => id),
  );
  problems.push(...read.problems);
  return read.asked;
}

/** An empty value would silently keep the uploads, or list nothing. */
function empties({ cleanupCommand, listUploads }: RunFlags): string[] {
  const texts = { '--cleanup-command': cleanupCommand, '--list-uploads': listUploads };
  return Object.entries(texts).flatMap(([option, text]) =>
    text?.trim() === '' ? [emptyOption(option)] : [],
  );
}

/** Options that are invalid, or cannot be combined. */
function exclusions({ list, format, quiet, verbose }: RunFlags): string[] {
  const problems: string[] = [];
  if (format !== undefined && !listFormats.includes(format))
    problems.push(`--format must be ${listFormats.join(' or ')}, not '${format}'`);
  if (format !== undefined && !list) problems.push('--format requires --list');
  if (quiet && verbose) problems.push('--quiet and --verbose cannot be combined: leave one out');
  return problems;
}

/** Reads the list in `--known-failing`. */
export async function readKnownFailures(
  path: string | undefined,
  problems: string[],
): Promise<KnownFailure[]> {
  const before = problems.length;
  const text = await readText('--known-failing', path, problems);
  if (text === undefined || problems.length > before) return [];
  const { parseKnownFailures } = await import('../../tests/contract/report/known-failures.ts');
  const parsed = await parseKnownFailures(text);
  if ('entries' in parsed) return parsed.entries;
  problems.push(...parsed.problems.map((problem) => `--known-failing ${path}: ${problem}`));
  return [];
}

/** Reads `--explore` and `--seed`; without a seed, a random one is used, and printed with the result. */
function parseSearch({ explore, seed }: RunFlags, problems: string[]): RunOptions['search'] {
  if (explore === undefined) {
    if (seed !== undefined) problems.push('--seed requires --explore');
    return undefined;
  }
  if (!/^[1-9]\d*$/.test(explore)) problems.push(`--explore must be a whole number from 1, not '${explore}'`);
  if (seed !== undefined && !/^-?\d+$/.test(seed))
    problems.push(`--seed must be a whole number, not '${seed}'`);
  return { count: Number(explore), seed: Number(seed ?? randomInt(2 ** 31)) };
}
