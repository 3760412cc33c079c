import type { IncomingMessage } from 'node:http';
import type { MockResponse } from '../../gate/handled-request.ts';
import { problem } from '../../responses/problem.ts';
import { shown } from '../../responses/shown.ts';
import type { JournalFilter } from './journal.ts';

const readers: Record<string, (value: string) => JournalFilter | undefined> = {
  status: (value) => (/^\d{3}$/.test(value) ? { status: Number(value) } : undefined),
  account: (account) => ({ account }),
  type: (type) => ({ type }),
  fileName: (fileName) => ({ fileName }),
  since(value) {
    // A + that was not encoded arrives as a blank.
    const text = value.replace(/ (?=\d\d:\d\d$)/, '+');
    const since = new Date(text);
    return dateTime.test(text) && !Number.isNaN(since.getTime()) ? { since } : undefined;
  },
};

/** RFC 3339, section 5.6. */
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/**
 * Reads a filter from the query.
 *
 * @returns a problem that names the parameter, when one is not known, makes no sense, or is given twice.
 */
export function readFilter(request: IncomingMessage): JournalFilter | MockResponse {
  const [, query = ''] = /\?(.*)$/s.exec(request.url ?? '') ?? [];
  const filter: JournalFilter = {};
  const refuse = (fault: string): MockResponse => problem(400, 'not-understood', `${fault} ${known}`);
  for (const [name, value] of new URLSearchParams(query)) {
    const part = Object.hasOwn(readers, name) ? readers[name]?.(value) : undefined;
    if (part === undefined) return refuse(`${shown(name)}=${shown(value)} makes no sense.`);
    if (Object.hasOwn(filter, name)) return refuse(`${name} is given more than once.`);
    Object.assign(filter, part);
  }
  return filter;
}

const known = `Known are ${Object.keys(readers).join(', ')}; since is a date-time such as 2030-01-31T12:00:00Z.`;

/** A body that is larger is read no further. */
export const mostBytes = 1024 ** 2;

/** Reads the body of a request as text. @returns undefined when it is too large, or breaks off. */
export function readText(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let left = mostBytes;
    const stop = (): void => {
      request.pause();
      resolve(undefined);
    };
    if (Number(request.headers['content-length'] ?? 0) > mostBytes) return stop();
    request.on('data', (piece: Buffer) => {
      left -= piece.length;
      if (left < 0) stop();
      else pieces.push(piece);
    });
    request.on('end', () => resolve(Buffer.concat(pieces).toString()));
    request.on('close', () => resolve(undefined));
    // Whatever the error, `close` follows.
    request.on('error', () => undefined);
  });
}
