import type { components } from '../../generated/journal.d.ts';
import type { Answer } from '../gate/exchange.ts';
import { findDocumented } from './prefer.ts';
import { problem } from './problem.ts';

/** How the next upload is to be answered, whatever it is (described in `spec/journal.yaml`). */
export type NextAnswer = components['schemas']['NextAnswer'];

/** The answers that are forced on the next uploads, in that order. */
export interface NextAnswers {
  /** @returns a problem that lists what there is, when the contract documents no such answer. */
  push(next: NextAnswer): Answer | undefined;
  take(): NextAnswer | undefined;
  clear(): void;
}

export function createNextAnswers(): NextAnswers {
  const queue: NextAnswer[] = [];
  return {
    push(next) {
      const found = next.example === undefined ? undefined : findDocumented(preferenceOf(next));
      if (found !== undefined && !('example' in found)) return found;
      queue.push(next);
      return undefined;
    },
    take: () => queue.shift(),
    clear: () => void queue.splice(0),
  };
}

/** What a `Prefer` header would ask for. */
export const preferenceOf = ({ status, example }: NextAnswer): { code?: number; example?: string } => ({
  ...(status !== undefined && { code: status }),
  ...(example !== undefined && { example }),
});

/** An answer that is none of the contract's: one with a body of its own, or a status that is documented nowhere. */
export function ownAnswer(next: NextAnswer): Answer | undefined {
  const { status = 200, body, example } = next;
  if (body !== undefined) {
    return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  }
  if (next.status === undefined || example !== undefined) return undefined;
  const documented = 'example' in findDocumented({ code: status });
  return documented ? undefined : problem(status, 'forced', 'This answer was forced.');
}

/** Adds to an answer how it is to travel. */
export function inManner(answer: Answer, { headers, delay, fate }: NextAnswer): Answer {
  return {
    ...answer,
    headers: { ...answer.headers, ...headers },
    ...(delay !== undefined && { delay }),
    ...(fate !== undefined && { fate }),
  };
}
