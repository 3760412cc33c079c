import type { RequirementId } from '../../../spec/requirements.ts';
import type { CheckKind } from './question.ts';

export type Verdict = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'skipped';

export interface CheckResult {
  requirement: RequirementId;
  level: 'MUST' | 'SHOULD';
  /** The place of the step in the case, from 0. */
  step: number;
  kind: CheckKind;
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

/** What the facts say to one check, before the level of its requirement is looked at. */
export interface Judgement {
  verdict: Exclude<Verdict, 'warn'>;
  actual: string;
}

export const pass = (actual: string): Judgement => ({ verdict: 'pass', actual });
export const fail = (actual: string): Judgement => ({ verdict: 'fail', actual });
export const skip = (actual: string): Judgement => ({ verdict: 'skipped', actual });
export const unclear = (actual: string): Judgement => ({ verdict: 'inconclusive', actual });
