import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract } from '../../generated/contract.ts';
import { contractCases } from '../contract/index.ts';
import { acceptKnownFailures, parseKnownFailures } from '../contract/report/known-failures.ts';
import type { Report } from '../contract/report/report.ts';
import { examine } from './examine.ts';
import { startPlainPrism } from './prism.ts';

/** The rule for which Prism alone is not enough as a mock. */
const reasonForTheGate = 'R7';

/**
 * Runs the suite against plain Prism, one case at a time: an upload that crashes it must not affect others.
 *
 * @param selected the ids of the cases. Default: all.
 */
export async function examinePrism(selected?: string[]): Promise<Report> {
  using prism = await startPlainPrism();
  const particulars = { concurrency: 1, timeout: 30_000, ...(selected && { selected }) };
  return await examine(prism.url, particulars, prism.awaited);
}

/** Errors in the list of Prism's known failures, one sentence each. */
export async function prismMisjudgements(report: Report): Promise<string[]> {
  const text = readFileSync(join(import.meta.dirname, 'prism-known-failures.yaml'), 'utf8');
  const list = await parseKnownFailures(text);
  if ('problems' in list) return list.problems;
  const { cases, knownFailures } = acceptKnownFailures(
    report.cases,
    list.entries,
    contractCases(),
    contract,
    '',
  );
  const unlisted = cases.flatMap(({ id, checks }) =>
    checks
      .filter(({ verdict, known }) => known === undefined && ['fail', 'warn'].includes(verdict))
      .map(({ requirement, actual }) => `${id} breaks ${requirement}, which is not listed: ${actual}`),
  );
  const isWhole = report.counts.cases === contractCases().length;
  const outdated = knownFailures.filter(
    ({ state }) => state !== 'matched' && (isWhole || state !== 'not-run'),
  );
  const rule = report.requirements.find(({ id }) => id === reasonForTheGate);
  return [
    ...unlisted,
    ...outdated.map(({ state, requirement, case: id = 'any case' }) => `${requirement} of ${id} is ${state}`),
    ...(rule?.verdict === 'fail' ? [] : [`${reasonForTheGate} does not fail`]),
  ];
}
