import { contract as builtIn } from '../../generated/contract.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Report } from '../../tests/contract/index.ts';
import { readReport } from '../../tests/contract/report/read-report.ts';
import { mergeShards } from '../../tests/contract/report/shards/merge.ts';

/**
 * Puts the reports of all shards of a run together: the report of the same run in one piece, but for times and run ids. Known
 * failures, strictness and totals are judged again, on the whole.
 *
 * @param contract what the shards were checked against; the built-in contract when left out.
 * @throws TypeError that says what is no report, or which shard is missing, there twice, or of another run.
 *
 * @example
 * const shards = await Promise.all(
 *   [1, 2].map((index) => runContract({ deployment, shard: { index, count: 2 } })),
 * );
 * const report = mergeReports(shards);
 */
export function mergeReports(reports: readonly Report[], contract: Contract = builtIn): Report {
  for (const [index, report] of reports.entries()) {
    const read = readReport(JSON.stringify(report ?? null));
    if (typeof read === 'string') throw new TypeError(`reports[${index}] ${read}.`);
  }
  const named = reports.map((report, index) => ({ name: `reports[${index}]`, report }));
  const merged = mergeShards(named, contract);
  if (Array.isArray(merged)) throw new TypeError(merged.map((problem) => `${problem}.`).join('\n'));
  return merged;
}
