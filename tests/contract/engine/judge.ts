import { isDeepStrictEqual } from 'node:util';
import { contract, type RequirementId } from '../../../generated/contract.ts';
import type { ContractCase, DocumentTypeShown } from '../case.ts';
import { baselineId } from '../cases/accepted.ts';
import { type Check, checksOf, levelOf, type StatusClass } from './checks.ts';
import { describeCheck } from './describe-check.ts';
import type { Exchange, ReceivedResponse, TransportError } from './exchange.ts';
import { findLeak } from './leaks.ts';
import type { ResolvedRequest } from './resolve.ts';
import {
  echoesUpload,
  errorInside,
  problemFaults,
  type ShownType,
  shownType,
  statedSize,
  successFaults,
  uploadOf,
} from './success-body.ts';

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

/** What happened when a step was sent. */
export interface StepFacts {
  sent: ResolvedRequest;
  exchange: Exchange;
  /** Transport errors of earlier attempts at the same step. */
  failedAttempts: readonly TransportError[];
  /** What the step's control showed; undefined for a step without one. */
  control: ControlFacts | undefined;
}

/** What a control shows to the cases that rest on it. */
export interface ControlFacts {
  id: string;
  accepted: boolean;
  /** It was accepted or refused as its own case wants. */
  asWanted: boolean;
  shown: ShownType;
  durationMs: number;
  /** What it says of the upload is what was sent. */
  echoes: boolean;
  /** It shows the type that it has to show. */
  typeAsWanted: boolean;
  /** It states the size that was sent, or none. */
  sizeAsSent: boolean;
}

export interface JudgeSettings {
  token: string;
  /** Where a success shows the type; undefined when the deployment does not show it. */
  documentTypePointer: string | undefined;
  /** The tester's token, account or address looks wrong: a refused baseline says nothing about the deployment. */
  doubtful: boolean;
}

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
    const answer = facts === undefined ? skip('not sent') : answerTo(check, facts, steps, settings);
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

/** The worst verdict of the checks: fail, warn, inconclusive, pass, skipped. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  const order: Verdict[] = ['fail', 'warn', 'inconclusive', 'pass'];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'skipped';
}

interface Answer {
  verdict: 'pass' | 'fail' | 'inconclusive' | 'skipped';
  actual: string;
}

const pass = (actual: string): Answer => ({ verdict: 'pass', actual });
const fail = (actual: string): Answer => ({ verdict: 'fail', actual });
const skip = (actual: string): Answer => ({ verdict: 'skipped', actual });
const unclear = (actual: string): Answer => ({ verdict: 'inconclusive', actual });

export const isAccepted = (response: ReceivedResponse | null): boolean =>
  response !== null && response.status >= 200 && response.status <= 299;

function answerTo(
  check: Check,
  facts: StepFacts,
  steps: readonly StepFacts[],
  settings: JudgeSettings,
): Answer {
  const { response, error } = facts.exchange;
  if (error?.kind === 'rate-limited') return unclear(error.message);
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
      return onSuccess(response, (success) => documentType(success, check.shown, settings));
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
      return asControl(facts, settings);
    case 'same-answer':
      return sameAnswer(steps, settings);
  }
}

function accepted({ exchange, control }: StepFacts, { doubtful }: JudgeSettings): Answer {
  const inside = exchange.response === null ? undefined : errorInside(exchange.response);
  if (isAccepted(exchange.response)) {
    return inside === undefined
      ? pass(outcome(exchange))
      : fail(`${outcome(exchange)}, with ${inside} inside`);
  }
  if (doubtful) return unclear(outcome(exchange));
  if (control?.accepted === false) return unclear(controlRefused(control));
  return fail(outcome(exchange));
}

/**
 * A deployment that refuses a special form of upload may see in it something else than the case means: a file part
 * without a media type, say, as a text field. Only the plain upload is beyond such doubt.
 */
const isSeenOtherwise = (control: ControlFacts): boolean => !control.accepted && control.id !== baselineId;

function refused({ exchange, control }: StepFacts, statuses: StatusClass): Answer {
  const { response } = exchange;
  if (isAccepted(response))
    return control !== undefined && isSeenOtherwise(control)
      ? unclear(controlRefused(control))
      : fail(outcome(exchange));
  if (control?.accepted === false) return unclear(controlRefused(control));
  return response !== null && isIn(statuses, response.status)
    ? pass(outcome(exchange))
    : fail(outcome(exchange));
}

/** Slower than its control by this many milliseconds, a refusal was not prompt: it waited for what could not come. */
export const promptness = 3000;

function prompt({ exchange, control }: StepFacts): Answer {
  if (exchange.response === null) return skip(outcome(exchange));
  const usual = control?.durationMs ?? 0;
  const text = `${exchange.durationMs} ms, its control ${usual} ms`;
  return exchange.durationMs - usual > promptness ? fail(text) : pass(text);
}

function notAccepted({ exchange, control }: StepFacts): Answer {
  if (isAccepted(exchange.response)) return fail(outcome(exchange));
  if (control?.accepted === false) return unclear(controlRefused(control));
  // Whether silence is allowed is R20's to judge.
  return exchange.response === null ? skip(outcome(exchange)) : pass(outcome(exchange));
}

function documentedStatus(
  { exchange, control }: StepFacts,
  status: number,
  { requirement, kind }: Check,
): Answer {
  const { response } = exchange;
  if (response === null) return skip(outcome(exchange));
  const aloneInJudging =
    requirement === 'R13' && kind === 'documented-status' && exchange.request.method !== contract.method;
  if (isAccepted(response) && !aloneInJudging) return skip('not refused');
  if (control?.accepted === false) return unclear(controlRefused(control));
  return response.status === status ? pass(outcome(exchange)) : fail(outcome(exchange));
}

const controlRefused = ({ id }: ControlFacts): string =>
  `${id}, from which it differs in one thing, was not accepted`;

const isIn = (statuses: StatusClass, status: number): boolean =>
  'oneOf' in statuses ? statuses.oneOf.includes(status) : status >= statuses.from && status <= statuses.to;

function onSuccess(response: ReceivedResponse | null, look: (success: ReceivedResponse) => Answer): Answer {
  return response !== null && isAccepted(response) ? look(response) : skip('not accepted');
}

function onError(response: ReceivedResponse | null, look: (refusal: ReceivedResponse) => Answer): Answer {
  return response !== null && response.status >= 400 ? look(response) : skip('no error status');
}

const faultless = (faults: string[]): Answer =>
  faults.length === 0 ? pass('as documented') : fail(faults.join('; '));

function documentType(
  response: ReceivedResponse,
  wanted: DocumentTypeShown,
  settings: JudgeSettings,
): Answer {
  const shown = shownType(response, settings.documentTypePointer);
  if (!shown.visible) return skip(`accepted; ${shown.reason}`);
  if (wanted === 'unset')
    return isUnset(shown.value) ? pass('no type') : fail(`type ${JSON.stringify(shown.value)}`);
  if (shown.value === wanted.value) return pass(`type ${wanted.value}`);
  const hint =
    shown.value === undefined
      ? `no type at ${settings.documentTypePointer}; where none is shown, say --document-type-pointer none`
      : `type ${JSON.stringify(shown.value)}`;
  return fail(hint);
}

const isUnset = (value: unknown): boolean => value === undefined || value === null;

/** RFC 9110, section 15.5.10: a deployment may refuse to store the same file twice (R20 speaks of that). */
const conflict = 409;

/** What comes in company has to be what comes alone; anything else was carried over from another request. */
function asControl({ sent, exchange, control }: StepFacts, settings: JudgeSettings): Answer {
  const { response } = exchange;
  if (control === undefined || !control.asWanted)
    return unclear('the same request alone is not answered rightly');
  if (response === null) return unclear(outcome(exchange));
  if (control.accepted && response.status === conflict) return unclear('refused as a duplicate');
  if (isAccepted(response) !== control.accepted) {
    return fail(`${outcome(exchange)}, alone ${control.accepted ? 'accepted' : 'refused'}`);
  }
  if (!control.accepted) return pass(`refused as alone, ${outcome(exchange)}`);
  if (control.echoes && !echoesUpload(response, sent))
    return fail('speaks of another upload than the one it answers');
  const shown = shownType(response, settings.documentTypePointer);
  if (!shown.visible || !control.shown.visible) return pass('accepted as alone; no type is shown');
  const alone = control.shown.value;
  const same = isDeepStrictEqual(shown.value, alone) || (isUnset(shown.value) && isUnset(alone));
  const text = `type ${JSON.stringify(shown.value ?? null)}, alone ${JSON.stringify(alone ?? null)}`;
  if (same) return pass(text);
  // A deployment that guesses types shows another one on another file, with nothing carried over.
  return control.typeAsWanted ? fail(text) : unclear(`${text}, which is wrong already`);
}

function recognisedOnly(response: ReceivedResponse, { control }: StepFacts, settings: JudgeSettings): Answer {
  const shown = shownType(response, settings.documentTypePointer);
  if (!shown.visible) return skip(shown.reason);
  const recognised: readonly unknown[] = contract.recognisedDocumentTypes;
  if (isUnset(shown.value) || recognised.includes(shown.value))
    return pass(`type ${JSON.stringify(shown.value ?? null)}`);
  if (control?.typeAsWanted === false) return unclear(`${control.id} already shows a wrong type`);
  return fail(`type ${JSON.stringify(shown.value)}`);
}

function bytesKept(response: ReceivedResponse, { sent, control }: StepFacts): Answer {
  const size = statedSize(response);
  const bytes = uploadOf(sent).file?.bytes.length;
  if (size === undefined) return skip('accepted; the success states no size');
  if (size === bytes) return pass(`${size} bytes`);
  return control?.sizeAsSent === false
    ? unclear(`${control.id} already states a wrong size`)
    : fail(`${size} bytes`);
}

function leaked({ request, response }: Exchange, token: string): Answer {
  if (response === null) return skip('no answer');
  const leak = findLeak(response, token, request.target);
  return leak === undefined ? pass('neither shows') : fail(`shows ${leak}`);
}

function answered({ exchange, failedAttempts }: StepFacts, { doubtful }: JudgeSettings): Answer {
  const { response } = exchange;
  if (response === null && doubtful) return unclear(outcome(exchange));
  if (response === null || response.status >= 500) return fail(outcome(exchange));
  const [first] = failedAttempts;
  return first === undefined
    ? pass(outcome(exchange))
    : fail(`flaky: first ${first.message}, then ${outcome(exchange)}`);
}

function sameAnswer(steps: readonly StepFacts[], settings: JudgeSettings): Answer {
  const answers = steps.map(({ exchange }) => {
    if (exchange.response === null) return outcome(exchange);
    if (!isAccepted(exchange.response)) return `status ${exchange.response.status}`;
    const shown = shownType(exchange.response, settings.documentTypePointer);
    return `status ${exchange.response.status}${shown.visible ? `, type ${JSON.stringify(shown.value ?? null)}` : ''}`;
  });
  return new Set(answers).size === 1 ? pass(answers[0] ?? '') : fail(answers.join('; then '));
}

/** How an exchange ended, in a few words. */
export function outcome({ response, error }: Exchange): string {
  if (response === null) return `no answer: ${error?.message ?? 'unknown'}`;
  return `status ${response.status}${response.reason === '' ? '' : ` ${response.reason}`}`;
}
