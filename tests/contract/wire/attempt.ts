import { setTimeout as delay } from 'node:timers/promises';
import type { ContractCase, Step } from '../case.ts';
import { encodeRequest } from '../request/encode.ts';
import { type ResolvedRequest, resolveRequest } from '../request/resolve.ts';
import type { Settings } from '../settings.ts';
import type { Exchange, TransportError, TransportErrorKind } from './exchange.ts';
import { createKeptConnection } from './kept-connection.ts';
import type { Hold, Pauses, Send } from './send.ts';
import type { TimeOutBudget } from './time-out-budget.ts';

/** A step that was sent: the request, the result, and an earlier failure. */
export interface SentStep {
  sent: ResolvedRequest;
  exchange: Exchange;
  failedAttempts: FailedAttempt[];
}

/** Why a request was sent again. */
export type FailedAttempt = Pick<TransportError, 'message'> & { kind: TransportErrorKind | 'trouble' };

/** Maximum milliseconds that concurrent steps wait for each other. */
const longestHold = 2000;

/** The retry waits for an early response wherever one is possible, because writing to a closed connection can lose it. */
const carefully: Pauses = { afterHead: 1000, afterPiece: 10 };

/** Milliseconds for the deployment to read the first halves of concurrent requests. */
const readingTime = 50;

/** Milliseconds before a retry when the deployment could not be reached. */
const restartPause = 1000;

/** `contract-<run>-<case>`: identifies what a run leaves on a deployment. */
export const markOf = (settings: Pick<Settings, 'run'>, contractCase: Pick<ContractCase, 'id'>): string =>
  `contract-${settings.run}-${contractCase.id}`;

/** The settings that requests depend on. */
type Filling = Pick<Settings, 'clientId' | 'accountId' | 'foreignAccountId' | 'token' | 'run' | 'contract'>;

/** Fills in the requests of a case for this deployment and run. */
export function resolveCase(contractCase: ContractCase, settings: Filling): ResolvedRequest[] {
  const { clientId, accountId, foreignAccountId = '', token } = settings;
  const variables = { clientId, accountId, foreignAccountId, token, mark: markOf(settings, contractCase) };
  return contractCase.steps.map(({ request }) => resolveRequest(request, variables, settings.contract));
}

/**
 * Sends the steps of a case in sequence or concurrently. A sequence stops when the time-outs of its rule are used up.
 *
 * @param onSent called with each step as soon as it has ended.
 */
export async function sendSteps(
  contractCase: ContractCase,
  requests: readonly ResolvedRequest[],
  settings: Settings,
  send: Send,
  timeOuts: TimeOutBudget,
  onSent: (step: SentStep) => void = () => {},
): Promise<SentStep[]> {
  using kept = contractCase.oneConnection ? createKeptConnection() : undefined;
  const userAgent = `${settings.tool.name}/${settings.tool.version} (${markOf(settings, contractCase)})`;
  const sendStep = async (step: Step, request: ResolvedRequest, hold?: Hold): Promise<SentStep> => {
    const sent = await attempt(request, step, timeOuts, (pauses) => {
      const { headerNames } = step.request;
      const encoding = {
        ...settings,
        userAgent,
        ...(headerNames === undefined ? {} : { headerNames }),
        keepAlive: kept !== undefined,
      };
      return send(encodeRequest(request, encoding), {
        ...(hold === undefined ? {} : { hold }),
        ...(kept === undefined ? {} : { kept }),
        ...(pauses === undefined ? {} : { pauses }),
      });
    });
    onSent(sent);
    return sent;
  };
  const pairs = contractCase.steps.flatMap((step, index) => {
    const request = requests[index];
    return request === undefined ? [] : [{ step, request }];
  });

  if (contractCase.together) {
    const barrier = createBarrier(pairs.length);
    return Promise.all(
      pairs.map(({ step, request }) => sendStep(step, request, barrier.arrive).finally(barrier.leave)),
    );
  }
  const sent: SentStep[] = [];
  for (const { step, request } of pairs) {
    if (timeOuts.spentOn([step]) !== undefined) break;
    const last = await sendStep(step, request);
    if (last.exchange.error?.kind === 'timeout') timeOuts.count(step);
    sent.push(last);
  }
  return sent;
}

/**
 * Retries transport errors, and statuses of an overloaded deployment, once; then the result is judged (R20). If the
 * deployment closed the connection before it had read the request, its first response may have been lost: a rejection,
 * or a request to slow down. Such a failure does not count.
 */
async function attempt(
  sent: ResolvedRequest,
  step: Step,
  timeOuts: TimeOutBudget,
  send: (pauses?: Pauses) => Promise<Exchange>,
): Promise<SentStep> {
  const first = await send();
  if (!isWorthRetrying(first, step, timeOuts)) return { sent, exchange: first, failedAttempts: [] };
  if (first.error?.kind === 'timeout') timeOuts.spendRetry();
  if (first.error?.kind === 'unreachable') await delay(restartPause);
  const second = await send(carefully);
  return { sent, exchange: second, failedAttempts: changes(first, second) ? [failureOf(first)] : [] };
}

function isWorthRetrying({ response, error }: Exchange, step: Step, timeOuts: TimeOutBudget): boolean {
  if (response !== null) return isOverloaded(response.status);
  if (error?.kind === 'timeout') return timeOuts.allowsRetry(step);
  return ['reset', 'malformed-response', 'not-http', 'unreachable'].includes(error?.kind ?? '');
}

/** RFC 9110 and RFC 6585: statuses of a deployment that could not process the request this time. */
const isOverloaded = (status: number): boolean => status >= 500 || status === 429;

/** Whether the retry differs from the first attempt. */
function changes(first: Exchange, second: Exchange): boolean {
  if (first.response !== null) return first.response.status !== second.response?.status;
  const isLost = first.early && first.error?.kind === 'reset';
  const isRefused = (second.response?.status ?? 0) >= 300;
  return !(isLost || (isRefused && second.early));
}

const failureOf = ({ response, error }: Exchange): FailedAttempt =>
  error ?? { kind: 'trouble', message: `status ${response?.status}` };

/**
 * Synchronises requests: each waits in `arrive` until all others have arrived or left, up to a limit. They then wait a
 * moment more, so that the deployment has read the first half of each. A deployment that handles one request at a time
 * costs this wait only once.
 */
function createBarrier(size: number) {
  const arrived = new Set<() => void>();
  let left = 0;
  let isOpen = false;
  const release = (): void => {
    isOpen = true;
    setTimeout(() => {
      for (const proceed of arrived) proceed();
    }, readingTime);
  };
  return {
    arrive: (): Promise<void> =>
      new Promise((resolve) => {
        if (isOpen) return resolve();
        arrived.add(resolve);
        if (arrived.size === 1) setTimeout(release, longestHold).unref();
        if (arrived.size + left >= size) release();
      }),
    leave: (): void => {
      left += 1;
      if (arrived.size + left >= size) release();
    },
  };
}
