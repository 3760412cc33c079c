import { refusalsOfALostDeployment, timeOutsOfALostDeployment } from '../thresholds.ts';
import type { Send } from './send.ts';

/** Counts what goes over the wire, and notices when the deployment is down. */
export function watched(send: Send) {
  let requests = 0;
  let turnedAway = 0;
  let unreachable = 0;
  let timedOut = 0;
  return {
    send: (async (request, options) => {
      requests += 1;
      const exchange = await send(request, options);
      if (exchange.error?.kind === 'rate-limited') turnedAway += 1;
      unreachable = exchange.error?.kind === 'unreachable' ? unreachable + 1 : 0;
      timedOut = exchange.error?.kind === 'timeout' ? timedOut + 1 : 0;
      return exchange;
    }) satisfies Send,
    lost: (): boolean => unreachable >= refusalsOfALostDeployment || timedOut >= timeOutsOfALostDeployment,
    counts: () => ({ requests, turnedAway }),
  };
}

/** Repeats a question, one call at a time, until the answer is yes; it then stays yes. */
export function onceTrue(ask: () => Promise<boolean>): () => Promise<boolean> {
  let known = false;
  let asking: Promise<boolean> | undefined;
  return async () => {
    if (known) return true;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    known ||= await asking;
    return known;
  };
}
