import type { CheckKind } from './question.ts';
import { type CheckResult, worstOf } from './verdict.ts';

/** The checks that a case is there for. */
const decisive: readonly CheckKind[] = ['accepted', 'refused', 'not-accepted', 'as-control'];

/**
 * Why a case that was sent tells nothing of what it is there for: it must not pass for what else it keeps.
 *
 * @returns undefined when it tells something.
 */
export function reasonNotApplicable(checks: readonly CheckResult[]): string | undefined {
  if (!['pass', 'skipped'].includes(worstOf(checks.map(({ verdict }) => verdict)))) return undefined;
  const own = checks.filter(({ kind }) => decisive.includes(kind));
  const rule = own.find(
    ({ requirement, verdict }) =>
      verdict === 'skipped' &&
      !own.some((check) => check.requirement === requirement && check.verdict !== 'skipped'),
  );
  return rule?.actual;
}
