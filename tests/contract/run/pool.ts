import pLimit, { type LimitFunction } from 'p-limit';
import type { Exchange } from '../wire/exchange.ts';
import type { Send } from '../wire/send.ts';

/** Runs as many cases at a time as the tester allows, or as the deployment handles well. */
export interface Pool {
  readonly limit: LimitFunction;
  /** Sends, and adapts to the results. */
  watch(send: Send): Send;
  /** The deployment asked for fewer requests. */
  backOff(): void;
}

/** Where `auto` starts, and its maximum. */
const first = 4;
const most = 64;

/** Responses count as fast up to this factor of the best median, or this many milliseconds above it. */
const slower = { times: 1.5, milliseconds: 15 };

/**
 * `auto` doubles the concurrency while responses stay fast, and adds one at a time after the first slow-down. It takes a
 * quarter away when they get slower, and half on 429, 503 and time-outs.
 */
export function createPool(concurrency: number | 'auto'): Pool {
  const limit = pLimit(concurrency === 'auto' ? first : concurrency);
  if (concurrency !== 'auto') return { limit, watch: (send) => send, backOff: () => {} };
  let best = Infinity;
  let hasSlowed = false;
  let times: number[] = [];
  /** Exchanges in flight when the pool last shrank; they reflect the earlier size. */
  let stale = 0;
  const shrink = (share: number): void => {
    hasSlowed = true;
    stale = limit.activeCount;
    times = [];
    limit.concurrency = Math.max(1, Math.floor(limit.concurrency * share));
  };
  const learn = (exchange: Exchange): void => {
    if (stale > 0) stale -= 1;
    else if (isOverloaded(exchange)) shrink(1 / 2);
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
    // A paused body takes as long as the others of its case.
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

const isOverloaded = ({ response, error }: Exchange): boolean =>
  error?.kind === 'timeout' || response?.status === 429 || response?.status === 503;
