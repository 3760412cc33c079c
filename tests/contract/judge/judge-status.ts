import { promptness } from '../thresholds.ts';
import { isAccepted, outcome } from '../wire/exchange.ts';
import { shownType } from './body.ts';
import { errorInside } from './error-inside.ts';
import type { ControlFacts, JudgeSettings, StepFacts } from './facts.ts';
import type { StatusClass } from './question.ts';
import { fail, type Judgement, pass, skip, unclear } from './verdict.ts';

export function accepted({ exchange, control }: StepFacts, { contract, doubtful }: JudgeSettings): Judgement {
  const inside = exchange.response === null ? undefined : errorInside(exchange.response, contract);
  if (isAccepted(exchange.response)) {
    return inside === undefined
      ? pass(outcome(exchange))
      : fail(`${outcome(exchange)}, with ${inside} in the body`);
  }
  if (doubtful) return unclear(outcome(exchange));
  if (control?.accepted === false) return untold(control);
  return fail(outcome(exchange));
}

/** Accepting the upload is wrong whatever happened to the control. Only a rejection needs a control to prove anything. */
export function refused({ exchange, control }: StepFacts, statuses: StatusClass): Judgement {
  const { response } = exchange;
  if (isAccepted(response)) return fail(outcome(exchange));
  if (control?.accepted === false) return untold(control);
  return response !== null && isIn(statuses, response.status)
    ? pass(outcome(exchange))
    : fail(outcome(exchange));
}

export function prompt({ exchange, control }: StepFacts): Judgement {
  if (exchange.response === null) return skip(outcome(exchange));
  const usual = control?.durationMs ?? 0;
  const text = `${exchange.durationMs} ms, its control ${usual} ms`;
  return exchange.durationMs - usual > promptness ? fail(text) : pass(text);
}

export function notAccepted({ exchange, control }: StepFacts): Judgement {
  if (isAccepted(exchange.response)) return fail(outcome(exchange));
  if (control?.accepted === false) return untold(control);
  // R20 judges whether no response is allowed.
  return exchange.response === null ? skip(outcome(exchange)) : pass(outcome(exchange));
}

/** @param orAccepted whether another check judges an accepted upload, or the contract leaves it open. */
export function documentedStatus(
  { exchange, control }: StepFacts,
  status: number,
  orAccepted: boolean,
): Judgement {
  const { response } = exchange;
  if (response === null) return skip(outcome(exchange));
  if (isAccepted(response) && orAccepted) return skip('not rejected');
  if (control?.accepted === false) return untold(control);
  return response.status === status ? pass(outcome(exchange)) : fail(outcome(exchange));
}

/** A deployment may reject what is optional, so cases that depend on it do not apply. */
const untold = (control: ControlFacts): Judgement =>
  control.optional ? skip(controlRefused(control)) : unclear(controlRefused(control));

const controlRefused = ({ id }: ControlFacts): string => `its control ${id} was not accepted`;

const isIn = (statuses: StatusClass, status: number): boolean =>
  'oneOf' in statuses ? statuses.oneOf.includes(status) : status >= statuses.from && status <= statuses.to;

export function answered({ exchange, failedAttempts }: StepFacts, { doubtful }: JudgeSettings): Judgement {
  const { response } = exchange;
  if (response === null && doubtful) return unclear(outcome(exchange));
  if (response === null || response.status >= 500) return fail(outcome(exchange));
  const [first] = failedAttempts;
  return first === undefined
    ? pass(outcome(exchange))
    : fail(`flaky: first ${first.message}, then ${outcome(exchange)}`);
}

export function sameResponse(
  steps: readonly StepFacts[],
  required: number,
  settings: JudgeSettings,
): Judgement {
  if (steps.length < required) return unclear(`sent ${steps.length} of ${required} times`);
  const responses = steps.map(({ exchange }) => {
    if (exchange.response === null) return outcome(exchange);
    if (!isAccepted(exchange.response)) return `status ${exchange.response.status}`;
    const shown = shownType(exchange.response, settings.documentTypePointer);
    return `status ${exchange.response.status}${shown.visible ? `, type ${JSON.stringify(shown.value ?? null)}` : ''}`;
  });
  return new Set(responses).size === 1 ? pass(responses[0] ?? '') : fail(responses.join('; then '));
}
