import type { Answer } from '../gate/exchange.ts';
import { faultOfNext, type NextAnswer, withoutBody } from './next-fault.ts';
import { findDocumented } from './prefer.ts';
import { type MakeProblem, problem } from './problem.ts';
import type { NamedResponse } from './rendered.ts';

/** The answers that are forced on the next uploads, in that order. */
export interface NextAnswers {
  /** @returns a problem with the reason, when there is no such answer, or it cannot be sent. */
  push(next: unknown): Answer | undefined;
  take(): NextAnswer | undefined;
  clear(): void;
}

/** How many answers may wait, and how large they may be together, in characters of JSON. */
const most = { count: 1000, characters: 16 * 1024 ** 2 };

/** @param documented what the contract documents. */
export function createNextAnswers(documented: readonly NamedResponse[]): NextAnswers {
  const queue: Waiting[] = [];
  let characters = 0;
  return {
    push(value) {
      // What is kept is what would be sent, whatever the caller does with its object later.
      const text = asJson(value);
      if (text === undefined) return refused('It cannot be written as JSON, or nests too deeply.');
      const next: NextAnswer = JSON.parse(text);
      const fault = faultOfNext(next);
      if (fault !== undefined) return refused(fault);
      const found =
        next.example === undefined ? undefined : findDocumented(documented, preferenceOf(next), problem);
      if (found !== undefined && !('example' in found)) return found;
      if (queue.length >= most.count || characters + text.length > most.characters)
        return tooMany(queue.length);
      queue.push({ next, size: text.length });
      characters += text.length;
      return undefined;
    },
    take() {
      const first = queue.shift();
      characters -= first?.size ?? 0;
      return first?.next;
    },
    clear() {
      queue.length = 0;
      characters = 0;
    },
  };
}

/** @returns undefined for what JSON has no place for, or no end. */
function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** A forced answer that no upload has taken yet. */
interface Waiting {
  next: NextAnswer;
  /** Characters of JSON. */
  size: number;
}

const refused = (reason: string): Answer => problem(400, 'not-understood', reason);

const tooMany = (waiting: number): Answer =>
  refused(
    `${waiting} forced answers are waiting already. Send uploads, or forget them with POST /__mock/reset.`,
  );

/** What a `Prefer` header would ask for. */
export const preferenceOf = ({ status, example }: NextAnswer): { code?: number; example?: string } => ({
  ...(status !== undefined && { code: status }),
  ...(example !== undefined && { example }),
});

/** An answer that is none of the contract's: one with a body of its own, or a status that is documented nowhere. */
export function ownAnswer(
  next: NextAnswer,
  documented: readonly NamedResponse[],
  problem: MakeProblem,
): Answer | undefined {
  const { status = 200, body, example } = next;
  if (body !== undefined) {
    return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  }
  if (next.status === undefined || example !== undefined) return undefined;
  if (documented.some((response) => response.status === status)) return undefined;
  if (withoutBody.has(status)) return { status, headers: {}, body: '' };
  return problem(status, 'forced', 'This answer was forced.');
}

/** Adds to an answer how it is to travel. */
export function inManner(answer: Answer, { headers, delay, fate }: NextAnswer): Answer {
  return {
    ...answer,
    headers: withHeaders(answer.headers, headers),
    ...(delay !== undefined && { delay }),
    ...(fate !== undefined && { fate }),
  };
}

/** Headers of one's own take the place of others, whatever the case of their names. */
function withHeaders(headers: Answer['headers'], own: Answer['headers'] = {}): Answer['headers'] {
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const others = Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase()));
  return { ...Object.fromEntries(others), ...own };
}
