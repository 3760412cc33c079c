import type { Fate, MockResponse } from '../gate/handled-request.ts';
import type { MakeProblem } from './problem.ts';
import type { Random } from './random.ts';

/** A failure to inject: what happens instead of the response, and for which share of requests, from 0 to 1. */
export interface ChaosFault {
  kind: Fate | { status: number };
  share: number;
}

/** Replaces some responses by a fault. The shares add up; the rest is unchanged. */
export function withChaos(
  response: MockResponse,
  faults: readonly ChaosFault[],
  random: Random,
  problem: MakeProblem,
): MockResponse {
  let rest = random();
  for (const { kind, share } of faults) {
    rest -= share;
    if (rest < 0)
      return typeof kind === 'string'
        ? { ...response, fate: kind }
        : problem(kind.status, 'chaos', 'This failure is simulated (--chaos).');
  }
  return response;
}
