import { setTimeout as delay } from 'node:timers/promises';
import { type Exchange, header } from './exchange.ts';
import type { Send, SendOptions } from './send.ts';

/** Where time comes from; tests bring their own. Milliseconds. */
export interface Clock {
  now(): number;
  /** Ends early when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<unknown>;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal && { signal }).catch(() => {}),
};

/** How often a request that is told to come back later is sent again. */
const mostRetries = 8;

/** Milliseconds that are waited at most when told to; a deployment that asks for more is not waited for. */
const longestWait = 60_000;

/**
 * Milliseconds that a run waits in all because it was told to. Without a bound, a deployment that says so to everything
 * would hold a run for hours.
 */
export const longestWaits = 120_000;

/**
 * Honours Retry-After on 429 and 503 (RFC 9110, section 10.2.3): all requests of the run wait, then the one that was
 * told to is sent again. Without Retry-After such a response is judged like any other. Waits at the same time count once.
 *
 * @param onWait told about each wait, in milliseconds.
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
      // The spread keeps requests that were turned away together from coming back together.
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

/** Who comes back later no longer meets the others. */
const withoutHold = ({ hold: _, ...options }: SendOptions): SendOptions => options;

function turnedAway(exchange: Exchange, wait: number): Exchange {
  const seconds = Math.ceil(wait / 1000);
  const message = `told again to come back in ${seconds} s (status ${exchange.response?.status}), and not waited for any more`;
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
