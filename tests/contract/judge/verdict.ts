import type { RequirementId } from '../../../generated/contract.ts';

export type Verdict = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'skipped';

export interface CheckResult {
  requirement: RequirementId;
  level: 'MUST' | 'SHOULD';
  verdict: Verdict;
  expected: string;
  /** What came, or why it could not be told. */
  actual: string;
  /** Set when the failure is accepted; the verdict is then a warning. */
  known?: { reason: string; issue?: string };
}

/** The worst verdict of the checks: fail, warn, inconclusive, pass, skipped. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  const order: Verdict[] = ['fail', 'warn', 'inconclusive', 'pass'];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'skipped';
}
