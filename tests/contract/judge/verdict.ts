import type { RequirementId } from '../../../spec/requirements.ts';
import type { CheckKind } from './question.ts';

/** The result of a check. Cases and rules have the worst of their checks. */
export type Verdict = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'skipped';

/** The result of checking a step of a case by one rule: the expected and the actual response. */
export interface CheckResult {
  requirement: RequirementId;
  level: 'MUST' | 'SHOULD';
  /** The index of the step in the case, from 0. */
  step: number;
  kind: CheckKind;
  verdict: Verdict;
  expected: string;
  /** What happened, or why the check could not tell. */
  actual: string;
  /** Set when the failure is known; the verdict is then a warning. */
  known?: { reason: string; issue?: string };
}

/** The worst verdict of the checks: fail, warn, inconclusive, pass, skipped. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  const order: Verdict[] = ['fail', 'warn', 'inconclusive', 'pass'];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'skipped';
}

/** What the facts say about one check, before the level of its requirement counts. */
export interface Judgement {
  verdict: Exclude<Verdict, 'warn'>;
  actual: string;
}

export const pass = (actual: string): Judgement => ({ verdict: 'pass', actual });
export const fail = (actual: string): Judgement => ({ verdict: 'fail', actual });
export const skip = (actual: string): Judgement => ({ verdict: 'skipped', actual });
export const unclear = (actual: string): Judgement => ({ verdict: 'inconclusive', actual });

/** The checks that a case exists for. */
const decisive: readonly CheckKind[] = ['accepted', 'refused', 'not-accepted', 'as-control'];

/**
 * Why a case that was sent proves nothing about its own rule. It must not pass on the strength of other rules.
 *
 * @returns undefined when it proves something.
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
