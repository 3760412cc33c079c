import fc from 'fast-check';
import type { Contract } from '../../../../spec/contract.ts';
import type { ContractCase } from '../../case.ts';
import type { ReportedCase } from '../../report/report.ts';
import { exploredCase } from './explored-case.ts';

/** The result of a search with generated requests. */
export interface Exploration {
  seed: number;
  /** Generated requests that kept the contract, before one that broke it. */
  kept: number;
  /** Why generated requests were inconclusive, one sentence each. */
  skipped: string[];
  /** The smallest request that breaks a MUST, as a case for the table, and its result. */
  counterexample?: { contractCase: ContractCase; result: ReportedCase };
}

/**
 * Sends generated requests until one breaks a MUST, then shrinks that one. The same seed generates the same requests.
 *
 * @param check sends a case and judges it.
 */
export async function explore(
  contract: Contract,
  count: number,
  seed: number,
  check: (contractCase: ContractCase) => Promise<ReportedCase>,
): Promise<Exploration> {
  let kept = 0;
  const skipped: string[] = [];
  let smallest: Exploration['counterexample'];
  const property = fc.asyncProperty(exploredCase(contract), async (contractCase) => {
    const result = await check(contractCase);
    if (result.verdict !== 'fail') {
      const isUntold = result.verdict === 'skipped' || result.verdict === 'inconclusive';
      if (isUntold) skipped.push(reasonOf(result));
      else if (smallest === undefined) kept += 1;
      return true;
    }
    // Shrinking only makes requests smaller, so the last failure is the smallest.
    smallest = { contractCase, result };
    return false;
  });
  await fc.check(property, { numRuns: count, seed });
  return { seed, kept, skipped, ...(smallest === undefined ? {} : { counterexample: smallest }) };
}

const reasonOf = ({ reason, checks, verdict }: ReportedCase): string =>
  reason ?? checks.find((check) => check.verdict === verdict)?.actual ?? '';
