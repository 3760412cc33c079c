// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { Readable } from 'node:stream';
import type { Platform } from '../platform.ts';
import { type Piece, readOnce } from '../source.ts';

/**
 * Guards a Readable: one that fails before it is read, such as for a missing file, ends the process unless it has a
 * listener; one that was already read looks like an empty file.
 */
export const guardStream: Platform['guardStream'] = (source) => {
  if (!isReadable(source)) return source;
  // The reader still gets the error.
  source.on('error', () => {});
  return { [Symbol.asyncIterator]: () => iterate(source) };
};

/** @throws TypeError when the stream was already read, or another upload reads it. */
function iterate(source: Readable): AsyncIterator<Piece> {
  if (source.readableDidRead || source.readableEnded) throw new TypeError('The stream was read before.');
  const iterator = readOnce(source)[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    async return() {
      // A stream that waits for data releases it only when destroyed.
      source.destroy();
      return { done: true, value: undefined };
    },
  };
}

/** Checks members, because npm has copies of Node's streams. */
const isReadable = (source: AsyncIterable<unknown>): source is Readable =>
  'on' in source && 'destroy' in source && typeof source.destroy === 'function';
