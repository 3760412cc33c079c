import { setTimeout as delay } from 'node:timers/promises';
import type { ContractCase, Step } from '../case.ts';
import { encodeRequest } from './encode.ts';
import type { Exchange, TransportError } from './exchange.ts';
import { type ResolvedRequest, resolveRequest } from './resolve.ts';
import type { Hold, Send } from './send.ts';
import type { Settings } from './settings.ts';

/** A step that was sent: what went out, what came, and what went wrong before. */
export interface SentStep {
  sent: ResolvedRequest;
  exchange: Exchange;
  failedAttempts: TransportError[];
}

/** Milliseconds that steps which go together wait for each other at most. */
const longestHold = 2000;

/** Milliseconds that the second try waits for an early answer before it sends the body. */
const longestPatience = 1000;

/** Milliseconds that a deployment gets to read what has come of requests which go together. */
const readingTime = 50;

/** Milliseconds that a deployment gets to come back after it could not be reached. */
const restartPause = 1000;

/** `contract-<run>-<case>`: makes what a run leaves on a deployment recognisable. */
export const markOf = (settings: Pick<Settings, 'run'>, contractCase: Pick<ContractCase, 'id'>): string =>
  `contract-${settings.run}-${contractCase.id}`;

/** Fills in the requests of a case, for this deployment and run. */
export function resolveCase(contractCase: ContractCase, settings: Settings): ResolvedRequest[] {
  const { clientId, accountId, foreignAccountId = '', token } = settings;
  const variables = { clientId, accountId, foreignAccountId, token, mark: markOf(settings, contractCase) };
  return contractCase.steps.map(({ request }) => resolveRequest(request, variables));
}

/** Sends the steps of a case, in a row or together. */
export async function sendSteps(
  contractCase: ContractCase,
  requests: readonly ResolvedRequest[],
  settings: Settings,
  send: Send,
): Promise<SentStep[]> {
  const userAgent = `${settings.tool.name}/${settings.tool.version} (${markOf(settings, contractCase)})`;
  const sendStep = (step: Step, request: ResolvedRequest, hold?: Hold): Promise<SentStep> =>
    attempt(request, (patience) => {
      const { headerNames } = step.request;
      const encoding = { ...settings, userAgent, ...(headerNames === undefined ? {} : { headerNames }) };
      return send(encodeRequest(request, encoding), {
        ...(hold === undefined ? {} : { hold }),
        ...(patience === undefined ? {} : { patience }),
      });
    });
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
  for (const { step, request } of pairs) sent.push(await sendStep(step, request));
  return sent;
}

/**
 * A transport error is tried once more, and then judged (R20). A time-out is judged at once: it took long enough. Where
 * the deployment refuses early and closes, the first answer was lost on the way, and nothing is held against it.
 */
async function attempt(
  sent: ResolvedRequest,
  send: (patience?: number) => Promise<Exchange>,
): Promise<SentStep> {
  const first = await send();
  if (first.error === null || !['reset', 'malformed-response', 'unreachable'].includes(first.error.kind)) {
    return { sent, exchange: first, failedAttempts: [] };
  }
  if (first.error.kind === 'unreachable') await delay(restartPause);
  const second = await send(longestPatience);
  const refused = (second.response?.status ?? 0) >= 300;
  const refusedEarly = refused && (first.early || second.early);
  return { sent, exchange: second, failedAttempts: refusedEarly ? [] : [first.error] };
}

/**
 * Lets requests meet: each waits in `arrive` until all others have arrived or left, but not for ever; and then a moment
 * more, so that the deployment has read what was sent of each.
 */
function createBarrier(size: number) {
  const arrived = new Set<() => void>();
  let left = 0;
  const release = (): void => {
    setTimeout(() => {
      for (const proceed of arrived) proceed();
    }, readingTime);
  };
  return {
    arrive: (): Promise<void> =>
      new Promise((resolve) => {
        arrived.add(resolve);
        setTimeout(resolve, longestHold).unref();
        if (arrived.size + left >= size) release();
      }),
    leave: (): void => {
      left += 1;
      if (arrived.size + left >= size) release();
    },
  };
}
