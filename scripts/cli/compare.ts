import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type Comparison, compareReports } from '../../tests/contract/report/compare.ts';
import { renderComparison } from '../../tests/contract/report/comparison-text.ts';
import { readReport } from '../../tests/contract/report/read-report.ts';
import type { Report } from '../../tests/contract/report/report.ts';
import { colours } from './colours.ts';
import { UserError } from './user-error.ts';

/** The `compare` command: tells what changed between two runs, from their JSON reports. */
export function compareCommand(): Command {
  return new Command('compare')
    .description('Tells what changed between two runs: staging today and last week, or the mock and staging.')
    .argument('<before>', 'the JSON report to compare with (verify --report json=FILE)')
    .argument('<after>', 'the JSON report in question')
    .addHelpText('after', helpFooter)
    .action(compare);
}

const helpFooter = `
Exit codes: 0 nothing new fails, 1 new failures or lost coverage, 2 could not tell.`;

async function compare(beforePath: string, afterPath: string): Promise<void> {
  const read = await Promise.all([beforePath, afterPath].map(readFromFile));
  const problems = read.filter((result) => typeof result === 'string');
  const [before, after] = read.filter((result) => typeof result !== 'string');
  if (before === undefined || after === undefined) throw new UserError(problems.join('\n'));
  const comparison = compareReports(before, after);
  console.log(renderComparison(before, after, comparison, colours));
  process.exitCode = exitCodeOf(before, after, comparison);
}

async function readFromFile(path: string): Promise<Report | string> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string') return `cannot read ${path} (${text.code})`;
  const report = readReport(text);
  return typeof report === 'string' ? `${path} ${report}` : report;
}

/** What is not looked at any more hides failures; so does a run that could not tell when the one before could. */
function exitCodeOf(before: Report, after: Report, { newFailures, noLongerTold }: Comparison): number {
  if (newFailures.length + noLongerTold.length > 0) return 1;
  return after.verdict === 'inconclusive' && before.verdict !== 'inconclusive' ? 2 : 0;
}
