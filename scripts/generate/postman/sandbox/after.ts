import { secretFinder } from '../../../../spec/secrets.ts';
import { controlNotSent, controlShows } from '../../../../tests/contract/judge/control.ts';
import type {
  ControlFacts,
  JudgedExchange,
  JudgeSettings,
  StepFacts,
  Validate,
} from '../../../../tests/contract/judge/facts.ts';
import { judge } from '../../../../tests/contract/judge/judge.ts';
import type { CheckResult } from '../../../../tests/contract/judge/verdict.ts';
import { outcome } from '../../../../tests/contract/wire/exchange.ts';
import type { PostmanExpectation } from '../expectation.ts';
import { currentExpectation, currentKey } from './pm.ts';

/** Statuses of a rejected baseline that a wrong token, account or address explains. */
const setUpStatuses = [401, 403, 404, 405];

/**
 * Whole seconds, and number of times: how long and how often a deployment may ask for a retry (RFC 9110, section
 * 10.2.3).
 */
const longestWait = 60;
const mostReturns = 3;

/**
 * The results of earlier requests of this run, as JSON in one variable. Only what later ones need: Postman passes all
 * variables through both scripts of every request.
 */
interface Seen {
  /** The status of the baseline. */
  baseline?: number | undefined;
  /** By the id of the case. */
  controls: Record<string, ControlFacts>;
  /** The last case, and its requests so far. */
  last?: string;
  steps: StepFacts[];
}

function seenSoFar(): Seen {
  const text = pm.variables.get('seen');
  return text === undefined ? { controls: {}, steps: [] } : JSON.parse(text);
}

/** Runs after each request, the same for all: judges it as the suite does. */
export function judgeResponse(validators: { success: Validate; problem: Validate }): void {
  const key = currentKey();
  const exchange = exchangeNow();
  const isLostOnce = pm.variables.get('lost') === key;
  const wait = Number(pm.response?.headers.get('Retry-After') || undefined);
  const returns = Number(pm.variables.get('returns') || 0);
  const isTurnedAway =
    [429, 503].includes(exchange.response?.status ?? 0) && wait >= 0 && wait <= longestWait;
  if (exchange.response === null && !isLostOnce) {
    // A lost connection is retried once, and then judged.
    pm.variables.set('lost', key);
    sendAgain(exchange, 0);
  } else if (!isTurnedAway) {
    pm.variables.set('returns', 0);
    tell(key, judgeStep(exchange, isLostOnce, validators));
  } else if (returns < mostReturns) {
    pm.variables.set('returns', returns + 1);
    sendAgain(exchange, wait);
  } else {
    pm.variables.set('returns', 0);
    pm.test(`${key} is inconclusive`, () => pm.expect.fail(`${outcome(exchange)}, repeatedly`));
  }
}

function exchangeNow(): JudgedExchange {
  // For a lost request, Postman has no response, or one without a status.
  const { response } = pm;
  const status = response?.code;
  const lost = { kind: 'reset', message: 'the request was lost, or timed out' } as const;
  return {
    request: { target: pm.variables.replaceIn(pm.request.url.getPathWithQuery()) },
    response:
      response === undefined || status === undefined
        ? null
        : {
            status,
            reason: response.reason() ?? '',
            headers: response.headers.all().map(({ key, value }) => [key, value]),
            text: response.text() ?? '',
          },
    error: status === undefined ? lost : null,
    durationMs: response?.responseTime ?? 0,
  };
}

function sendAgain(exchange: JudgedExchange, seconds: number): void {
  console.info(`${pm.info.requestName}: ${outcome(exchange)}, retried in ${seconds} s`);
  pm.execution.setNextRequest(pm.info.requestName);
  // Postman waits for timers before it goes on.
  setTimeout(() => {}, seconds * 1000);
}

function judgeStep(
  exchange: JudgedExchange,
  isLostOnce: boolean,
  validators: JudgeSettings['validators'],
): CheckResult[] {
  const expectation = currentExpectation();
  if (expectation === undefined) throw new Error('The name of a request begins with the id of its case.');
  const { case: id, control, step, checks } = expectation;
  const pointer = pm.variables.get('documentTypePointer') || contract.success.documentTypePointer;
  const seen = seenSoFar();
  const status = exchange.response?.status;
  const baseline = seen.baseline ?? status;
  const settings: JudgeSettings = {
    contract,
    validators,
    token: pm.variables.get('token') ?? '',
    documentTypePointer: pointer === 'none' ? undefined : pointer,
    // The baseline itself fails, because an inconclusive run must not look like success.
    doubtful: id !== contract.baseline && setUpStatuses.includes(baseline ?? 0),
  };
  const facts: StepFacts = {
    sent: sentNow(expectation),
    exchange,
    failedAttempts: isLostOnce ? [{ kind: 'reset', message: 'no response' }] : [],
    control: control === undefined ? undefined : (seen.controls[control] ?? controlNotSent(control)),
  };
  const steps = [...(step === 0 || seen.last !== id ? [] : seen.steps), facts];
  const results = judge(checks, steps, settings);
  const controls = { ...seen.controls, [id]: controlShows(id, facts, results, settings) };
  const now: Seen = {
    baseline: id === contract.baseline ? status : seen.baseline,
    controls,
    last: id,
    steps,
  };
  pm.variables.set('seen', JSON.stringify(now));
  return results;
}

function sentNow({ sent }: PostmanExpectation): PostmanExpectation['sent'] {
  const { file, accountId } = sent;
  return {
    ...(file && { file: { ...file, name: pm.variables.replaceIn(file.name) } }),
    ...(accountId !== undefined && { accountId: pm.variables.replaceIn(accountId) }),
  };
}

/** A broken MUST fails, a broken SHOULD is a warning in the console, and an inconclusive check is skipped. */
function tell(key: string, results: readonly CheckResult[]): void {
  const secrets = secretFinder([pm.variables.get('token') ?? '']);
  for (const { requirement, level, expected, verdict, actual } of results) {
    const name = `${requirement} (${level}): ${expected}`;
    const shown = secrets.hide(actual, '[redacted]');
    if (verdict === 'inconclusive') pm.test.skip(`${name} - inconclusive: ${shown}`, () => {});
    else if (verdict === 'pass') pm.test(name, () => {});
    else if (verdict === 'fail') pm.test(name, () => pm.expect.fail(shown));
    else if (verdict === 'warn')
      console.warn(`warning: ${key}: ${requirement} (${level}): expected ${expected}, got ${shown}`);
  }
}
