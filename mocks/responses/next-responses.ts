import type { MockResponse } from '../gate/handled-request.ts';
import { faultOfNext, type NextResponse, withoutBody } from './next-fault.ts';
import { findDocumented } from './prefer.ts';
import { type MakeProblem, problem } from './problem.ts';
import type { NamedResponse } from './rendered.ts';

/** The responses that are forced on the next uploads, in that order. */
export interface NextResponses {
  /** @returns a problem with the reason, when there is no such response, or it cannot be sent. */
  push(next: unknown): MockResponse | undefined;
  take(): NextResponse | undefined;
  clear(): void;
}

/** How many responses may wait, and how large they may be together, in characters of JSON. */
const most = { count: 1000, characters: 16 * 1024 ** 2 };

/** @param documented what the contract documents. */
export function createNextResponses(documented: readonly NamedResponse[]): NextResponses {
  const queue: Waiting[] = [];
  let characters = 0;
  return {
    push(value) {
      // What is kept is what would be sent, whatever the caller does with its object later.
      const text = asJson(value);
      if (text === undefined) return refused('It cannot be written as JSON, or nests too deeply.');
      const next: NextResponse = JSON.parse(text);
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

/** A forced response that no upload has taken yet. */
interface Waiting {
  next: NextResponse;
  /** Characters of JSON. */
  size: number;
}

const refused = (reason: string): MockResponse => problem(400, 'not-understood', reason);

const tooMany = (waiting: number): MockResponse =>
  refused(
    `${waiting} forced responses are waiting already. Send uploads, or forget them with POST /__mock/reset.`,
  );

/** What a `Prefer` header would ask for. */
export const preferenceOf = ({ status, example }: NextResponse): { code?: number; example?: string } => ({
  ...(status !== undefined && { code: status }),
  ...(example !== undefined && { example }),
});

/** A response that is none of the contract's: one with a body of its own, or a status that is documented nowhere. */
export function ownResponse(
  next: NextResponse,
  documented: readonly NamedResponse[],
  problem: MakeProblem,
): MockResponse | undefined {
  const { status = 200, body, example } = next;
  if (body !== undefined) {
    return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  }
  if (next.status === undefined || example !== undefined) return undefined;
  if (documented.some((response) => response.status === status)) return undefined;
  if (withoutBody.has(status)) return { status, headers: {}, body: '' };
  return problem(status, 'forced', 'This response was forced.');
}

/** Adds to a response how it is to travel. */
export function inManner(response: MockResponse, { headers, delay, fate }: NextResponse): MockResponse {
  return {
    ...response,
    headers: withHeaders(response.headers, headers),
    ...(delay !== undefined && { delay }),
    ...(fate !== undefined && { fate }),
  };
}

/** Headers of one's own take the place of others, whatever the case of their names. */
function withHeaders(
  headers: MockResponse['headers'],
  own: MockResponse['headers'] = {},
): MockResponse['headers'] {
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const others = Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase()));
  return { ...Object.fromEntries(others), ...own };
}
