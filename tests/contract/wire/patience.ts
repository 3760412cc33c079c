import type { RequirementId } from '../../../spec/requirements.ts';
import type { ContractCase, Step } from '../case.ts';

/** So many requests of a run are sent again after a time-out: each takes long. */
const timeOutsRetried = 3;

/** So many time-outs under one rule, and the rest of that rule is not sent: the rule has failed already. */
const timeOutsOfARule = 3;

/** How long a run goes on waiting for a deployment that lets requests time out. */
export interface Patience {
  /** Whether a request that timed out is worth another try; counts it. */
  retries(step: Step): boolean;
  /** Counts a time-out under the rule of its step. */
  count(step: Step): void;
  /** The rule that has used its time-outs up; undefined when the steps may be sent. */
  spentOn(steps: ContractCase['steps']): RequirementId | undefined;
}

export function createPatience(): Patience {
  let retried = 0;
  const timeOuts = new Map<RequirementId, number>();
  const isSpent = ({ expect }: Step): boolean => (timeOuts.get(expect.by) ?? 0) >= timeOutsOfARule;
  return {
    retries(step) {
      if (isSpent(step) || retried >= timeOutsRetried) return false;
      retried += 1;
      return true;
    },
    count: ({ expect }) => void timeOuts.set(expect.by, (timeOuts.get(expect.by) ?? 0) + 1),
    spentOn: (steps) => steps.find(isSpent)?.expect.by,
  };
}

/** Why the rest of a rule is not sent. */
export const spentReason = (rule: RequirementId): string =>
  `${timeOutsOfARule} time-outs under ${rule} came before`;
