import { isAccepted, outcome } from '../wire/exchange.ts';
import type { Check } from './checks.ts';
import type { JudgedExchange, JudgedResponse, JudgeSettings, StepFacts } from './facts.ts';
import {
  accepted,
  answered,
  documentedStatus,
  notAccepted,
  prompt,
  refused,
  sameResponse,
} from './judge-status.ts';
import { asControl, bytesKept, documentType, ownIds, recognisedOnly } from './judge-success.ts';
import { findLeak } from './leaks.ts';
import type { CheckKind } from './question.ts';
import { problemFaults, successFaults } from './success-body.ts';
import { type CheckResult, fail, type Judgement, pass, skip, unclear, type Verdict } from './verdict.ts';

/**
 * Judges the facts of a case against its checks. Pure. It uses nothing of Node, so Postman runs the same code.
 *
 * A rejection passes only where its control was accepted: on a deployment that rejects everything it proves nothing. An
 * upload that is accepted where it must be rejected fails, even when the baseline was rejected.
 *
 * @param checks those of the case, as `checksOf` makes them.
 * @param steps what happened, in the order of the case; steps that were not sent are missing at the end.
 */
export const judge = (
  checks: readonly Check[],
  steps: readonly StepFacts[],
  settings: JudgeSettings,
): CheckResult[] =>
  checks.map((check) => {
    const facts = steps[check.step];
    const judgement = facts === undefined ? unclear('not sent') : judgeCheck(check, facts, steps, settings);
    const { verdict, actual } = judgement;
    const judged = result(check, verdict === 'fail' && check.level === 'SHOULD' ? 'warn' : verdict, actual);
    return settings.doubtful ? inDoubt(judged) : judged;
  });

/** When the set-up looks wrong, the response says nothing about the deployment that the tester meant. */
const inDoubt = (check: CheckResult): CheckResult =>
  check.verdict === 'skipped' || check.verdict === 'inconclusive'
    ? check
    : { ...check, verdict: 'inconclusive', actual: `${check.actual}; the set-up looks wrong` };

/** The checks of a case that was not sent, or not completely. */
export const unjudged = (
  checks: readonly Check[],
  verdict: 'skipped' | 'inconclusive',
  reason: string,
): CheckResult[] => checks.map((check) => result(check, verdict, reason));

const result = (
  { requirement, level, step, kind, expected }: Check,
  verdict: Verdict,
  actual: string,
): CheckResult => ({ requirement, level, step, kind, verdict, expected, actual });

/** RFC 6585: 429 says nothing about the request. Leaks are still judged, and so are concurrent requests (R20). */
const holdsWhenTurnedAway: readonly CheckKind[] = ['nothing-leaked', 'as-control'];

function judgeCheck(
  check: Check,
  facts: StepFacts,
  steps: readonly StepFacts[],
  settings: JudgeSettings,
): Judgement {
  const { response, error } = facts.exchange;
  if (error?.kind === 'rate-limited') return unclear(error.message);
  if (response?.status === 429 && !holdsWhenTurnedAway.includes(check.kind))
    return unclear(outcome(facts.exchange));
  // A deployment that is down says nothing about its rules, except that it does not respond (R20).
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
      return documentedStatus(facts, check.status, check.orAccepted);
    case 'problem-details':
      return onError(response, (refusal) => faultless(problemFaults(refusal, settings)));
    case 'document-type':
      return onSuccess(response, (success) => documentType(success, check.shown, facts, settings));
    case 'recognised-type-only':
      return onSuccess(response, (success) => recognisedOnly(success, facts, settings));
    case 'success-body':
      return onSuccess(response, (success) => faultless(successFaults(success, facts.sent, settings)));
    case 'bytes-kept':
      return onSuccess(response, (success) => bytesKept(success, facts, settings));
    case 'nothing-leaked':
      return leaked(facts.exchange, settings.token);
    case 'answered':
      return answered(facts, settings);
    case 'as-control':
      return asControl(facts, steps, settings, check.orRefused);
    case 'same-response':
      return sameResponse(steps, check.times, settings);
    case 'own-ids':
      return ownIds(steps, settings);
  }
}

function onSuccess(response: JudgedResponse | null, look: (success: JudgedResponse) => Judgement): Judgement {
  return response !== null && isAccepted(response) ? look(response) : skip('not accepted');
}

function onError(response: JudgedResponse | null, look: (refusal: JudgedResponse) => Judgement): Judgement {
  return response !== null && response.status >= 400 ? look(response) : skip('no error status');
}

const faultless = (faults: string[]): Judgement =>
  faults.length === 0 ? pass('as documented') : fail(faults.join('; '));

function leaked({ request, response }: JudgedExchange, token: string): Judgement {
  if (response === null) return skip('no response');
  const leak = findLeak(response, token, request.target);
  return leak === undefined ? pass('shows neither') : fail(`shows ${leak}`);
}
