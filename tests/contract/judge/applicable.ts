import type { ContractCase } from '../case.ts';
import { type Check, checksOf } from './checks.ts';
import { type CheckResult, worstOf } from './verdict.ts';

/** The checks that a case is there for. */
const decisive: readonly Check['kind'][] = ['accepted', 'refused', 'not-accepted', 'as-control'];

/**
 * Why a case that was sent tells nothing of what it is there for: it must not pass for what else it keeps.
 *
 * @returns undefined when it tells something.
 */
export function reasonNotApplicable(
  contractCase: ContractCase,
  checks: readonly CheckResult[],
): string | undefined {
  if (!['pass', 'skipped'].includes(worstOf(checks.map(({ verdict }) => verdict)))) return undefined;
  const own = checks.filter((_, index) =>
    decisive.includes(checksOf(contractCase)[index]?.kind ?? 'answered'),
  );
  const rule = own.find(
    ({ requirement, verdict }) =>
      verdict === 'skipped' &&
      !own.some((check) => check.requirement === requirement && check.verdict !== 'skipped'),
  );
  return rule?.actual;
}
