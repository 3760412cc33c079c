import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { contract } from '../../generated/contract.ts';
import { mergeShards } from '../../tests/contract/report/shards/merge.ts';
import type { NamedReport } from '../../tests/contract/report/shards/shard-problems.ts';
import { addReportOptions } from '../verify/options.ts';
import { readReportFile } from '../verify/read-report-file.ts';
import { probeReports } from '../verify/report-files.ts';
import {
  exitCodes,
  parseReportTarget,
  type ReportTarget,
  reportToGithub,
  writeReports,
} from '../verify/reports.ts';
import { docsUrlProblems } from '../verify/run-options.ts';
import { createTerminal } from '../verify/terminal.ts';
import { UserError } from './user-error.ts';

interface MergeOptions {
  report?: string[];
  docsUrl?: string;
  quiet?: true;
  verbose?: true;
}

/** The `merge` command: merges the JSON reports of shards. */
export function mergeCommand(): Command {
  const command = new Command('merge')
    .description('Combine the JSON reports of all shards of a run (verify --shard I/N --report json=FILE).')
    .argument('<file...>', 'JSON reports of the shards, in any order');
  return addReportOptions(command).addHelpText('after', helpFooter).action(merge);
}

const helpFooter = `
The result is the report of the whole run: known failures, --strict and totals are applied to all cases together.

Example:
  npm run merge -- 1.json 2.json 3.json --report junit=contract.xml

Exit codes, as for verify: 0 keeps the contract, 1 breaks it, 2 inconclusive; also 2 if a shard is missing, given twice, or
from another run.`;

async function merge(
  files: string[],
  { report: kinds = [], docsUrl, quiet, verbose }: MergeOptions,
): Promise<void> {
  const parsed = kinds.map(parseReportTarget);
  const targets = parsed.filter((target) => typeof target !== 'string');
  const problems = parsed.filter((target) => typeof target === 'string');
  problems.push(...docsUrlProblems(docsUrl));
  if (quiet && verbose) problems.push('--quiet and --verbose cannot be combined: leave one out');
  const read = await Promise.all(files.map(readNamed));
  problems.push(...read.filter((each) => typeof each === 'string'));
  problems.push(...(await overwritten(files, targets)));
  if (problems.length === 0) problems.push(...(await probeReports(targets)));
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  const merged = mergeShards(
    read.filter((each) => typeof each !== 'string'),
    contract,
    docsUrl,
  );
  if (Array.isArray(merged)) throw new UserError(merged.join('\n'));
  await writeReports(merged, targets);
  const detail = quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
  using terminal = createTerminal(detail, merged.cases.length);
  for (const result of merged.cases) terminal.on({ kind: 'case', result });
  await reportToGithub(merged, process.env);
  terminal.end(
    merged,
    targets.map(({ file }) => file),
  );
  process.exitCode = exitCodes[merged.verdict];
}

/** An overwritten shard cannot be merged again. */
async function overwritten(files: readonly string[], targets: readonly ReportTarget[]): Promise<string[]> {
  const placeOf = (file: string): Promise<string> => realpath(file).catch(() => resolve(file));
  const shards = new Set(await Promise.all(files.map(placeOf)));
  const problems = targets.map(async ({ kind, file }) =>
    shards.has(await placeOf(file))
      ? [`--report ${kind}=${file} would overwrite a shard: give the report a file of its own`]
      : [],
  );
  return (await Promise.all(problems)).flat();
}

async function readNamed(name: string): Promise<NamedReport | string> {
  const report = await readReportFile(name);
  return typeof report === 'string' ? report : { name, report };
}
