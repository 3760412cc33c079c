import type { RequirementId } from '../../../spec/requirements.ts';
import type { ContractCase, Step } from '../case.ts';
import { timeOutsOfARule, timeOutsRetried } from '../thresholds.ts';

/** Limits the time-outs of a run. Only `spendRetry` and `count` change it. */
export interface TimeOutBudget {
  /** Whether a request that timed out may be retried. */
  allowsRetry(step: Step): boolean;
  spendRetry(): void;
  /** Counts a time-out under the rule of its step. */
  count(step: Step): void;
  /** The rule whose time-outs are used up; undefined when the steps may be sent. */
  spentOn(steps: ContractCase['steps']): RequirementId | undefined;
}

export function createTimeOutBudget(): TimeOutBudget {
  let retried = 0;
  const timeOuts = new Map<RequirementId, number>();
  const isSpent = ({ expect }: Step): boolean => (timeOuts.get(expect.by) ?? 0) >= timeOutsOfARule;
  return {
    allowsRetry: (step) => !isSpent(step) && retried < timeOutsRetried,
    spendRetry() {
      retried += 1;
    },
    count: ({ expect }) => void timeOuts.set(expect.by, (timeOuts.get(expect.by) ?? 0) + 1),
    spentOn: (steps) => steps.find(isSpent)?.expect.by,
  };
}

/** Why the rest of a rule is not sent. */
export const spentReason = (rule: RequirementId): string =>
  `${timeOutsOfARule} earlier time-outs under ${rule}`;
