import type { RequirementId } from '../../../generated/contract.ts';
import { contract } from '../../../generated/contract.ts';
import type { Refusal } from '../../../spec/rules.ts';
import type {
  AcceptedExpectation,
  AsControlExpectation,
  ContractCase,
  DocumentTypeShown,
  RefusedExpectation,
  Step,
} from '../case.ts';

/** One question that is put to one exchange, and the rule that asks it. Data: `judge()` answers it. */
export type Check = { requirement: RequirementId; step: number } & CheckQuestion;

export type CheckQuestion =
  | { kind: 'accepted' }
  | { kind: 'refused'; statuses: StatusClass }
  | { kind: 'prompt' }
  | { kind: 'not-accepted' }
  | { kind: 'documented-status'; refusal: Refusal }
  | { kind: 'problem-details' }
  | { kind: 'document-type'; shown: DocumentTypeShown }
  | { kind: 'recognised-type-only' }
  | { kind: 'success-body' }
  | { kind: 'bytes-kept' }
  | { kind: 'nothing-leaked' }
  | { kind: 'answered' }
  | { kind: 'as-control'; orRefused?: true }
  | { kind: 'same-answer' };

/** The statuses that a rule takes for a refusal. */
export type StatusClass = { from: number; to: number } | { oneOf: readonly number[] };

const clientError: StatusClass = { from: 400, to: 499 };

/** R2 names two statuses, R7 any error status; all others say 4xx. */
const refusalStatuses: Partial<Record<RequirementId, StatusClass>> = {
  R2: { oneOf: [401, 403] },
  R7: { from: 400, to: 599 },
};

const levels = new Map<string, 'MUST' | 'SHOULD'>(contract.requirements.map(({ id, level }) => [id, level]));

/** The level belongs to the requirement, not to the check (RFC 2119). */
export const levelOf = (requirement: RequirementId): 'MUST' | 'SHOULD' => levels.get(requirement) ?? 'MUST';

/** Every check of a case: those that its expectations name, and those that hold for every exchange. */
export function checksOf(contractCase: ContractCase): Check[] {
  const checks = contractCase.steps.flatMap((step, index) => stepChecks(step, index));
  if (contractCase.repeats) checks.push({ requirement: 'R20', step: 0, kind: 'same-answer' });
  return checks;
}

function stepChecks({ expect }: Step, step: number): Check[] {
  const own = (): Check[] => {
    if (expect.outcome === 'accepted') return acceptedChecks(expect, step);
    if (expect.outcome === 'as-control') return [asControlCheck(expect, step)];
    if (expect.outcome === 'otherPath') return [{ requirement: expect.by, step, kind: 'not-accepted' }];
    return refusedChecks({ ...expect, outcome: expect.outcome }, step);
  };
  return [
    ...own(),
    { requirement: 'R19', step, kind: 'nothing-leaked' },
    { requirement: 'R20', step, kind: 'answered' },
  ];
}

const asControlCheck = ({ by, orRefused }: AsControlExpectation, step: number): Check => ({
  requirement: by,
  step,
  kind: 'as-control',
  ...(orRefused && { orRefused }),
});

function acceptedChecks({ by, type, bytesKept }: AcceptedExpectation, step: number): Check[] {
  const checks: Check[] = [{ requirement: by, step, kind: 'accepted' }];
  if (type !== undefined) {
    checks.push({ requirement: type.by, step, kind: 'document-type', shown: type.shown });
    // Where only a SHOULD judges the type, R12 still forbids to show one outside the recognised ones.
    if (levelOf(type.by) === 'SHOULD')
      checks.push({ requirement: 'R12', step, kind: 'recognised-type-only' });
  }
  if (bytesKept !== undefined) checks.push({ requirement: bytesKept, step, kind: 'bytes-kept' });
  checks.push({ requirement: 'R15', step, kind: 'success-body' });
  return checks;
}

function refusedChecks({ by, outcome, anyStatus }: RefusedExpectation, step: number): Check[] {
  const checks: Check[] = [];
  if (by !== 'R13') {
    checks.push({ requirement: by, step, kind: 'refused', statuses: refusalStatuses[by] ?? clientError });
  }
  if (outcome === 'malformed') checks.push({ requirement: by, step, kind: 'prompt' });
  if (!anyStatus) checks.push({ requirement: 'R13', step, kind: 'documented-status', refusal: outcome });
  checks.push({ requirement: 'R14', step, kind: 'problem-details' });
  return checks;
}
