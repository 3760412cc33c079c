import { type Exchange, outcome, type TransportErrorKind } from './exchange.ts';
import { type Clock, systemClock } from './pace.ts';
import type { Send } from './send.ts';

/** Errors while a deployment is still starting. */
const startingErrors: readonly TransportErrorKind[] = [
  'unreachable',
  'name-not-found',
  'proxy',
  'reset',
  'timeout',
];

/** Statuses of a gateway whose deployment is still starting. */
const startingStatuses: readonly number[] = [502, 503, 504];

/** Milliseconds between two attempts; the first ones are closer together. */
const longestPause = 1000;
const shortestPause = 100;

/** Milliseconds between two messages. */
const tellEvery = 10_000;

/** A sender that waits until a deployment is up. */
export interface Awaited {
  send: Send;
  /** Milliseconds waited without success; undefined once the deployment has responded. */
  inVain(): number | undefined;
}

/**
 * Repeats the first request until the deployment responds, or the time is over. Sends later requests as they are.
 *
 * @param limit milliseconds from the first request on.
 * @param tell called with what the run waits for; not redacted.
 */
export function awaited(
  send: Send,
  limit: number,
  tell: (text: string) => void,
  clock: Clock = systemClock,
): Awaited {
  const startedAt = clock.now();
  let state: 'waiting' | 'there' | 'over' = 'waiting';
  let toldAt: number | undefined;
  const tellOf = (exchange: Exchange): void => {
    if (toldAt !== undefined && clock.now() - toldAt < tellEvery) return;
    toldAt = clock.now();
    tell(`Waiting for the deployment (${secondsUntil(toldAt)} of ${limit / 1000} s): ${outcome(exchange)}`);
  };
  const secondsUntil = (time: number): string => ((time - startedAt) / 1000).toFixed(1);

  const sendAwaited: Send = async (request, options = {}) => {
    for (let pause = shortestPause; ; pause = Math.min(pause * 2, longestPause)) {
      const exchange = await send(request, options);
      if (state !== 'waiting') return exchange;
      const left = startedAt + limit - clock.now();
      if (!isStarting(exchange)) {
        state = 'there';
        if (toldAt !== undefined) tell(`The deployment responded after ${secondsUntil(clock.now())} s.`);
      } else if (left <= 0 || options.signal?.aborted) state = 'over';
      if (state !== 'waiting') return exchange;
      tellOf(exchange);
      await clock.sleep(Math.min(pause, left), options.signal);
    }
  };
  return { send: sendAwaited, inVain: () => (state === 'over' ? limit : undefined) };
}

const isStarting = ({ response, error }: Exchange): boolean =>
  response === null
    ? error !== null && startingErrors.includes(error.kind)
    : startingStatuses.includes(response.status);
