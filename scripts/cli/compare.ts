import { Command } from 'commander';
import { type Comparison, compareReports } from '../../tests/contract/report/comparison/compare.ts';
import { renderComparison } from '../../tests/contract/report/comparison/comparison-text.ts';
import type { Report } from '../../tests/contract/report/report.ts';
import { readReportFile } from '../verify/read-report-file.ts';
import { colours } from './colours.ts';
import { UserError } from './user-error.ts';

/** The `compare` command: shows what changed between two runs, from their JSON reports. */
export function compareCommand(): Command {
  return new Command('compare')
    .description('Show what changed between two runs: staging today and last week, or the mock and staging.')
    .argument('<before>', 'JSON report of the earlier run (verify --report json=FILE)')
    .argument('<after>', 'JSON report of the later run')
    .addHelpText('after', helpFooter)
    .action(compare);
}

const helpFooter = `
Exit codes: 0 no new failure, 1 new failures or lost coverage, 2 inconclusive or wrong arguments.`;

async function compare(beforePath: string, afterPath: string): Promise<void> {
  const read = await Promise.all([beforePath, afterPath].map(readReportFile));
  const problems = read.filter((result) => typeof result === 'string');
  const [before, after] = read.filter((result) => typeof result !== 'string');
  if (before === undefined || after === undefined) throw new UserError(problems.join('\n'));
  const comparison = compareReports(before, after);
  console.log(renderComparison(before, after, comparison, colours));
  process.exitCode = exitCodeOf(before, after, comparison);
}

/** Cases that are no longer checked hide failures. So does a run that is inconclusive when the one before was not. */
function exitCodeOf(before: Report, after: Report, { newFailures, noLongerTold }: Comparison): number {
  if (newFailures.length + noLongerTold.length > 0) return 1;
  return after.verdict === 'inconclusive' && before.verdict !== 'inconclusive' ? 2 : 0;
}
