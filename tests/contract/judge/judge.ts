import { contract } from '../../../generated/contract.ts';
import type { ContractCase } from '../case.ts';
import { type Exchange, isAccepted, outcome, type ReceivedResponse } from '../wire/exchange.ts';
import { type Answer, fail, pass, skip, unclear } from './answer.ts';
import { type Check, checksOf, levelOf } from './checks.ts';
import { describeCheck } from './describe-check.ts';
import type { JudgeSettings, StepFacts } from './facts.ts';
import {
  accepted,
  answered,
  documentedStatus,
  notAccepted,
  prompt,
  refused,
  sameAnswer,
} from './judge-status.ts';
import { asControl, bytesKept, documentType, recognisedOnly } from './judge-success.ts';
import { findLeak } from './leaks.ts';
import { problemFaults, successFaults } from './success-body.ts';
import type { CheckResult } from './verdict.ts';

/**
 * Judges the facts of a case against its checks. Pure.
 *
 * A refusal passes only where its control was accepted, since it proves nothing on a deployment that refuses
 * everything. An upload that is accepted where it has to be refused fails even where the baseline was refused.
 */
export function judge(
  contractCase: ContractCase,
  steps: readonly StepFacts[],
  settings: JudgeSettings,
): CheckResult[] {
  return checksOf(contractCase).map((check) => {
    const level = levelOf(check.requirement);
    const facts = steps[check.step];
    const answer =
      facts === undefined ? unclear('not sent') : answerTo(check, facts, steps, contractCase, settings);
    const verdict = answer.verdict === 'fail' && level === 'SHOULD' ? 'warn' : answer.verdict;
    return {
      requirement: check.requirement,
      level,
      verdict,
      expected: describeCheck(check),
      actual: answer.actual,
    };
  });
}

/** The checks of a case of which nothing was sent, or not all of it. */
export const unjudged = (
  contractCase: ContractCase,
  verdict: 'skipped' | 'inconclusive',
  reason: string,
): CheckResult[] =>
  checksOf(contractCase).map((check) => ({
    requirement: check.requirement,
    level: levelOf(check.requirement),
    verdict,
    expected: describeCheck(check),
    actual: reason,
  }));

/** RFC 6585: 429 says nothing about the request. What it must not hold is judged all the same; as is company (R20). */
const holdsWhenTurnedAway: readonly Check['kind'][] = ['nothing-leaked', 'as-control'];

function answerTo(
  check: Check,
  facts: StepFacts,
  steps: readonly StepFacts[],
  contractCase: ContractCase,
  settings: JudgeSettings,
): Answer {
  const { response, error } = facts.exchange;
  if (error?.kind === 'rate-limited') return unclear(error.message);
  if (response?.status === 429 && !holdsWhenTurnedAway.includes(check.kind))
    return unclear(outcome(facts.exchange));
  // A deployment that is gone says nothing about its rules, save that it does not answer (R20).
  if (error?.kind === 'unreachable' && check.kind !== 'answered') return unclear(outcome(facts.exchange));
  switch (check.kind) {
    case 'accepted':
      return accepted(facts, settings);
    case 'refused':
      return refused(facts, check.statuses);
    case 'prompt':
      return prompt(facts);
    case 'not-accepted':
      return notAccepted(facts);
    case 'documented-status':
      return documentedStatus(facts, contract.refusals[check.refusal], check);
    case 'problem-details':
      return onError(response, (refusal) => faultless(problemFaults(refusal)));
    case 'document-type':
      return onSuccess(response, (success) => documentType(success, check.shown, facts, settings));
    case 'recognised-type-only':
      return onSuccess(response, (success) => recognisedOnly(success, facts, settings));
    case 'success-body':
      return onSuccess(response, (success) => faultless(successFaults(success, facts.sent)));
    case 'bytes-kept':
      return onSuccess(response, (success) => bytesKept(success, facts));
    case 'nothing-leaked':
      return leaked(facts.exchange, settings.token);
    case 'answered':
      return answered(facts, settings);
    case 'as-control':
      return asControl(facts, steps, settings, check.orRefused);
    case 'same-answer':
      return sameAnswer(steps, contractCase.steps.length, settings);
  }
}

function onSuccess(response: ReceivedResponse | null, look: (success: ReceivedResponse) => Answer): Answer {
  return response !== null && isAccepted(response) ? look(response) : skip('not accepted');
}

function onError(response: ReceivedResponse | null, look: (refusal: ReceivedResponse) => Answer): Answer {
  return response !== null && response.status >= 400 ? look(response) : skip('no error status');
}

const faultless = (faults: string[]): Answer =>
  faults.length === 0 ? pass('as documented') : fail(faults.join('; '));

function leaked({ request, response }: Exchange, token: string): Answer {
  if (response === null) return skip('no answer');
  const leak = findLeak(response, token, request.target);
  return leak === undefined ? pass('neither shows') : fail(`shows ${leak}`);
}
