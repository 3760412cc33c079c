import type { Fate, MockResponse } from '../gate/exchange.ts';
import type { MakeProblem } from './problem.ts';
import type { Random } from './random.ts';

/** A failure to rehearse: what happens instead of the response, and to which share of requests, from 0 to 1. */
export interface Mishap {
  kind: Fate | { status: number };
  share: number;
}

/** Now and then puts a mishap in place of a response. The shares add up; what they leave is answered as ever. */
export function withChaos(
  response: MockResponse,
  mishaps: readonly Mishap[],
  random: Random,
  problem: MakeProblem,
): MockResponse {
  let rest = random();
  for (const { kind, share } of mishaps) {
    rest -= share;
    if (rest < 0)
      return typeof kind === 'string'
        ? { ...response, fate: kind }
        : problem(kind.status, 'chaos', 'This failure is a rehearsal: --chaos asked for it.');
  }
  return response;
}
