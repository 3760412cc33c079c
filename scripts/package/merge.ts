import { contract as builtIn } from '../../generated/contract.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Report } from '../../tests/contract/index.ts';
import { readReport } from '../../tests/contract/report/read-report.ts';
import { mergeShards } from '../../tests/contract/report/shards/merge.ts';

/**
 * Combines the reports of all shards of a run into the report of the whole run. Only times and run ids differ from those of
 * a single run. Known failures, strictness and totals are applied to all cases together.
 *
 * @param contract the contract that the shards checked. Default: the built-in one.
 * @throws TypeError that names what is not a report, or a shard that is missing, given twice, or from another run.
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
