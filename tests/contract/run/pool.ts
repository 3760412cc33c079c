import pLimit, { type LimitFunction } from 'p-limit';
import type { Exchange } from '../wire/exchange.ts';
import type { Send } from '../wire/send.ts';

/** Lets as many cases at a time be sent as the deployment is to have, or takes well. */
export interface Pool {
  readonly limit: LimitFunction;
  /** Sends, and learns from how it went. */
  watch(send: Send): Send;
  /** The deployment asked for fewer requests. */
  backOff(): void;
}

/** Where `auto` starts, and what it never exceeds. */
const first = 4;
const most = 64;

/** Responses are as fast as ever up to this many times the best median, or so many milliseconds above it. */
const slower = { times: 1.5, milliseconds: 15 };

/**
 * `auto` doubles the concurrency while responses stay as fast, and adds one at a time once they have not. It takes a
 * quarter away where they get slower, and half on 429, 503 and time-outs.
 */
export function createPool(concurrency: number | 'auto'): Pool {
  const limit = pLimit(concurrency === 'auto' ? first : concurrency);
  if (concurrency !== 'auto') return { limit, watch: (send) => send, backOff: () => {} };
  let best = Infinity;
  let hasSlowed = false;
  let times: number[] = [];
  /** Exchanges that were under way when the pool last shrank: they tell of the size before. */
  let stale = 0;
  const shrink = (share: number): void => {
    hasSlowed = true;
    stale = limit.activeCount;
    times = [];
    limit.concurrency = Math.max(1, Math.floor(limit.concurrency * share));
  };
  const learn = (exchange: Exchange): void => {
    if (stale > 0) stale -= 1;
    else if (isTrouble(exchange)) shrink(1 / 2);
    else if (times.push(exchange.durationMs) >= Math.max(first, limit.concurrency)) {
      const median = times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
      times = [];
      best = Math.min(best, median);
      if (median > Math.max(best * slower.times, best + slower.milliseconds)) shrink(3 / 4);
      else limit.concurrency = Math.min(most, hasSlowed ? limit.concurrency + 1 : limit.concurrency * 2);
    }
  };
  return {
    limit,
    // A body that is held back takes as long as the others of its case.
    watch: (send) => async (request, options) => {
      const exchange = await send(request, options);
      if (options?.hold === undefined) learn(exchange);
      return exchange;
    },
    backOff: () => {
      if (stale === 0) shrink(1 / 2);
    },
  };
}

const isTrouble = ({ response, error }: Exchange): boolean =>
  error?.kind === 'timeout' || response?.status === 429 || response?.status === 503;
