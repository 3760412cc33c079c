import type { IncomingMessage } from 'node:http';
import type { Contract } from '../../../spec/contract.ts';
import { answers, filterNames, filterOf, isFormer, type ReadFilter } from '../../control/filter.ts';
import { nearest } from '../../control/nearest.ts';
import type { MockResponse } from '../../gate/handled-request.ts';
import { problem } from '../../responses/problem.ts';
import { shown } from '../../responses/shown.ts';

/** Parses values that are not texts; undefined when invalid. */
const readers: Record<string, (value: string) => unknown> = {
  status: (value) => (/^\d{3}$/.test(value) ? Number(value) : undefined),
  answered: (value) => answers.find((each) => each === value),
  since(value) {
    // A + that was not encoded arrives as a space.
    const text = value.replace(/ (?=\d\d:\d\d$)/, '+');
    const since = new Date(text);
    return dateTime.test(text) && !Number.isNaN(since.getTime()) ? since : undefined;
  },
};

/** RFC 3339, section 5.6. */
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/** A token does not belong in a URL, and a header name is not a single parameter. */
const inPrograms = ['token', 'header'];

/**
 * Builds the reader of a filter in the query. It returns a problem that names a parameter that is unknown, invalid or
 * repeated.
 */
export function filterReader(contract: Contract): (request: IncomingMessage) => ReadFilter | MockResponse {
  const names = filterNames(contract).filter((name) => !inPrograms.includes(name));
  const known = `Known filters: ${names.join(', ')}; since is a date-time such as 2030-01-31T12:00:00Z.`;
  const refuse = (fault: string): MockResponse => problem(400, 'not-understood', `${fault} ${known}`);
  return (request) => {
    const [, query = ''] = /\?(.*)$/s.exec(request.url ?? '') ?? [];
    const filter: Record<string, unknown> = Object.create(null);
    for (const [name, value] of new URLSearchParams(query)) {
      if (!names.includes(name) && !isFormer(name)) return refuse(unknown(name, value, names));
      if (name in filter) return refuse(`${name} is given more than once.`);
      filter[name] = Object.hasOwn(readers, name) ? readers[name]?.(value) : value;
      if (filter[name] === undefined) return refuse(`${shown(name)}=${shown(value)} is not valid.`);
    }
    return filterOf(filter, contract);
  };
}

function unknown(name: string, value: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return `${shown(name)}=${shown(value)} is not valid.${near === undefined ? '' : ` Did you mean ${near}?`}`;
}

/** A larger body is not read any further. */
export const mostBytes = 1024 ** 2;

/** Reads the body of a request as text. @returns undefined when it is too large, or incomplete. */
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
    // `close` follows any error.
    request.on('error', () => undefined);
  });
}
