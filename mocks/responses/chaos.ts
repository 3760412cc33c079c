import type { Answer, Fate } from '../gate/exchange.ts';
import type { MakeProblem } from './problem.ts';
import type { Random } from './random.ts';

/** A failure to rehearse: what happens instead of the answer, and to which share of requests, from 0 to 1. */
export interface Mishap {
  kind: Fate | { status: number };
  share: number;
}

/** Now and then puts a mishap in place of an answer. The shares add up; what they leave is answered as ever. */
export function withChaos(
  answer: Answer,
  mishaps: readonly Mishap[],
  random: Random,
  problem: MakeProblem,
): Answer {
  let rest = random();
  for (const { kind, share } of mishaps) {
    rest -= share;
    if (rest < 0)
      return typeof kind === 'string'
        ? { ...answer, fate: kind }
        : problem(kind.status, 'chaos', 'This failure is a rehearsal: --chaos asked for it.');
  }
  return answer;
}
