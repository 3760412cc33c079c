import type { Contract } from '../../../spec/contract.ts';
import type { RequirementId } from '../../../spec/requirements.ts';
import type {
  AcceptedExpectation,
  AsControlExpectation,
  ContractCase,
  RefusedExpectation,
  Step,
} from '../case.ts';
import { type CheckQuestion, describeQuestion, type StatusClass } from './question.ts';

/** One question about one exchange, and the rule that asks it. Data: `judge()` decides it. */
export type Check = {
  requirement: RequirementId;
  level: 'MUST' | 'SHOULD';
  step: number;
  /** What the rule expects, in a few words. */
  expected: string;
} & CheckQuestion;

/** The level belongs to the requirement, not to the check (RFC 2119). */
export const levelOf = (requirement: RequirementId, { requirements }: Contract): 'MUST' | 'SHOULD' =>
  requirements.find(({ id }) => id === requirement)?.level ?? 'MUST';

type Asked = { requirement: RequirementId } & CheckQuestion;

const known = new WeakMap<Contract, WeakMap<ContractCase, readonly Check[]>>();

/**
 * Every check of a case: those of its expectations, and those that apply to every exchange. Made once, because choosing,
 * judging and counting read them.
 */
export function checksOf(contractCase: ContractCase, contract: Contract): readonly Check[] {
  const ofContract = known.get(contract) ?? new WeakMap<ContractCase, readonly Check[]>();
  known.set(contract, ofContract);
  const checks = ofContract.get(contractCase) ?? makeChecks(contractCase, contract);
  ofContract.set(contractCase, checks);
  return checks;
}

function makeChecks(contractCase: ContractCase, contract: Contract): Check[] {
  const worded =
    (step: number) =>
    (asked: Asked): Check => ({
      ...asked,
      level: levelOf(asked.requirement, contract),
      step,
      expected: describeQuestion(asked, contract),
    });
  const checks = contractCase.steps.flatMap((step, index) => stepChecks(step, contract).map(worded(index)));
  if (contractCase.repeats)
    checks.push(worded(0)({ requirement: 'R20', kind: 'same-response', times: contractCase.steps.length }));
  if (contractCase.ownIds && contract.success.members.id !== undefined)
    checks.push(worded(0)({ requirement: 'R15', kind: 'own-ids' }));
  return checks;
}

/** Checks that need all steps of a case. */
export const isOfWholeCase = ({ kind }: Pick<Check, 'kind'>): boolean =>
  kind === 'same-response' || kind === 'own-ids';

function stepChecks({ expect }: Step, contract: Contract): Asked[] {
  const own = (): Asked[] => {
    if (expect.outcome === 'accepted') return acceptedChecks(expect, contract);
    if (expect.outcome === 'as-control') return [asControlCheck(expect)];
    if (expect.outcome === 'otherPath') return [{ requirement: expect.by, kind: 'not-accepted' }];
    return refusedChecks({ ...expect, outcome: expect.outcome }, contract);
  };
  return [...own(), { requirement: 'R19', kind: 'nothing-leaked' }, { requirement: 'R20', kind: 'answered' }];
}

const asControlCheck = ({ by, orRefused }: AsControlExpectation): Asked => ({
  requirement: by,
  kind: 'as-control',
  ...(orRefused && { orRefused }),
});

function acceptedChecks({ by, type, bytesKept }: AcceptedExpectation, contract: Contract): Asked[] {
  const checks: Asked[] = [{ requirement: by, kind: 'accepted' }];
  if (type !== undefined) {
    checks.push({ requirement: type.by, kind: 'document-type', shown: type.shown });
    // Where only a SHOULD judges the type, R12 still forbids showing one outside the recognised ones.
    if (levelOf(type.by, contract) === 'SHOULD')
      checks.push({ requirement: 'R12', kind: 'recognised-type-only' });
  }
  if (bytesKept !== undefined) checks.push({ requirement: bytesKept, kind: 'bytes-kept' });
  checks.push({ requirement: 'R15', kind: 'success-body' });
  return checks;
}

function refusedChecks({ by, outcome, anyStatus }: RefusedExpectation, contract: Contract): Asked[] {
  const checks: Asked[] = [];
  const isJudgedApart = by !== 'R13';
  if (isJudgedApart) checks.push({ requirement: by, kind: 'refused', statuses: statusesOf(by, contract) });
  if (outcome === 'malformed') checks.push({ requirement: by, kind: 'prompt' });
  // A deployment may accept more than the guaranteed size.
  const orAccepted = isJudgedApart || outcome === 'tooLarge';
  if (!anyStatus)
    checks.push({
      requirement: 'R13',
      kind: 'documented-status',
      status: contract.refusals[outcome],
      orAccepted,
    });
  checks.push({ requirement: 'R14', kind: 'problem-details' });
  return checks;
}

/** R2 names two statuses in addition to those of the spec, and R7 accepts any error status. All others say 4xx. */
function statusesOf(by: RequirementId, { refusals }: Contract): StatusClass {
  if (by === 'R2') return { oneOf: [...new Set([401, 403, refusals.missingToken, refusals.invalidToken])] };
  return { from: 400, to: by === 'R7' ? 599 : 499 };
}
