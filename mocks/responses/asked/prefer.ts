import type { MockResponse } from '../../gate/handled-request.ts';
import type { MakeProblem } from '../problem.ts';
import type { NamedResponse } from '../rendered.ts';
import { shown } from '../shown.ts';

/** What a `Prefer` header asks of the mock (RFC 7240; the names are Prism's). */
export interface Preferences {
  code?: number;
  example?: string;
  dynamic?: boolean;
  /** Milliseconds. */
  wait?: number;
  /** The honoured preferences, as `Preference-Applied` lists them. */
  applied: readonly string[];
}

export const noPreferences: Preferences = { applied: [] };

/** The longest wait that is honoured, in seconds. */
const longestWait = 300;

type Reader = (value: string) => Omit<Preferences, 'applied'> | undefined;

const readers = new Map<string, Reader>([
  ['code', (value) => (/^[1-5]\d\d$/.test(value) ? { code: Number(value) } : undefined)],
  ['example', (value) => (value === '' ? undefined : { example: value })],
  ['dynamic', (value) => (/^(true|false)?$/i.test(value) ? { dynamic: !/^false$/i.test(value) } : undefined)],
  [
    'wait',
    (value) =>
      /^\d+(\.\d+)?$/.test(value) && Number(value) <= longestWait
        ? { wait: Number(value) * 1000 }
        : undefined,
  ],
]);

/** A preference: its name, its value in quotes or plain, and parameters, which are ignored. */
const preference =
  /([^\s=,;"]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;]*)))?(?:\s*;(?:"(?:[^"\\]|\\.)*"|[^,"])*)?/g;

/**
 * Reads a `Prefer` header. Skips unknown preferences; the first of equal ones counts (RFC 7240, section 2).
 *
 * @returns a problem when a value is invalid.
 */
export function readPreferences(header: string, problem: MakeProblem): Preferences | MockResponse {
  const applied: string[] = [];
  const preferences: Preferences = { applied };
  const unread = new Map(readers);
  for (const [, name = '', quoted, plain = ''] of header.matchAll(preference)) {
    const key = name.toLowerCase();
    const read = unread.get(key);
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain;
    if (read === undefined) continue;
    unread.delete(key);
    const asked = read(value);
    if (asked === undefined)
      return problem(
        400,
        'preference-not-understood',
        `Prefer: ${shown(name)}=${shown(value)} is not valid. ${usage}`,
      );
    Object.assign(preferences, asked);
    applied.push(value === '' ? name : `${name}=${value}`);
  }
  return preferences;
}

const usage = `Known preferences: code=STATUS, example=NAME, dynamic=true and wait=SECONDS (at most ${longestWait}).`;

/**
 * Finds a response by status, by the name of an example, or by both.
 *
 * @returns a problem that lists the documented responses, when there is no such response.
 */
export function findDocumented(
  documented: readonly NamedResponse[],
  { code, example }: Pick<Preferences, 'code' | 'example'>,
  problem: MakeProblem,
): NamedResponse | MockResponse {
  const found = documented.find(
    (response) =>
      (code === undefined || response.status === code) &&
      (example === undefined || response.example === example),
  );
  if (found !== undefined) return found;
  const preferred = [code && `code=${code}`, example && `example=${shown(example)}`]
    .filter(Boolean)
    .join(', ');
  const detail = `The contract documents no ${preferred}. It documents: ${listed(documented)}.`;
  return problem(404, 'no-such-response', detail);
}

function listed(documented: readonly NamedResponse[]): string {
  const statuses = [...new Set(documented.map(({ status }) => status))];
  return statuses
    .map((status) => {
      const examples = documented.flatMap((each) => (each.status === status ? (each.example ?? []) : []));
      return examples.length === 0 ? status : `${status} (${examples.join(', ')})`;
    })
    .join(', ');
}
