import { setTimeout as delay } from 'node:timers/promises';
import { type Exchange, header } from './exchange.ts';
import type { Send, SendOptions } from './send.ts';

/** The clock; tests pass their own. Milliseconds. */
export interface Clock {
  now(): number;
  /** Ends early when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<unknown>;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal && { signal }).catch(() => {}),
};

/** How often to repeat a request that got Retry-After. */
const mostRetries = 8;

/** Maximum milliseconds to wait for Retry-After; if a deployment asks for more, the request is not repeated. */
const longestWait = 60_000;

/**
 * Maximum milliseconds that a run waits in all. Without it, a deployment that sends Retry-After for everything would
 * stall a run for hours.
 */
export const longestWaits = 120_000;

/**
 * Honours Retry-After on 429 and 503 (RFC 9110, section 10.2.3): all requests of the run wait, then the request is
 * repeated. Without Retry-After such a response is judged like any other. Overlapping waits count once.
 *
 * @param onWait called with each wait, in milliseconds.
 */
export function paced(send: Send, onWait: (milliseconds: number) => void, clock: Clock = systemClock): Send {
  let resumeAt = 0;
  let waited = 0;

  const waitForTurn = async (signal?: AbortSignal): Promise<void> => {
    for (let wait = resumeAt - clock.now(); wait > 0 && !signal?.aborted; wait = resumeAt - clock.now())
      await clock.sleep(wait, signal);
  };

  return async (request, options = {}) => {
    for (let retry = 0; ; retry += 1) {
      await waitForTurn(options.signal);
      const exchange = await send(request, retry === 0 ? options : withoutHold(options));
      const wait = retryAfter(exchange, clock.now());
      if (wait === undefined) return exchange;
      // Random delays keep requests that waited together from being sent at the same moment.
      const spread = 25 * retry;
      const until = Math.max(resumeAt, clock.now() + wait);
      const more = until - Math.max(resumeAt, clock.now()) + spread;
      if (wait > longestWait || retry === mostRetries || waited + more > longestWaits)
        return turnedAway(exchange, wait);
      waited += more;
      resumeAt = until;
      onWait(wait);
      await clock.sleep(wait + spread, options.signal);
    }
  };
}

/** A request that is repeated later no longer synchronises with the others. */
const withoutHold = ({ hold: _, ...options }: SendOptions): SendOptions => options;

function turnedAway(exchange: Exchange, wait: number): Exchange {
  const seconds = Math.ceil(wait / 1000);
  const message = `the deployment asked again to retry in ${seconds} s (status ${exchange.response?.status}); the request was not retried`;
  return { ...exchange, response: null, error: { kind: 'rate-limited', message } };
}

/** Milliseconds to wait; undefined when the response does not ask for it. */
export function retryAfter({ response }: Exchange, now: number): number | undefined {
  if (response === null || (response.status !== 429 && response.status !== 503)) return undefined;
  const value = header(response.headers, 'retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
