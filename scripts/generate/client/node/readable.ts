import type { Readable } from 'node:stream';
import type { Platform } from '../platform.ts';
import { type Piece, readOnce } from '../source.ts';

/**
 * A Readable that fails before anybody reads it, as one of a missing file does, ends the process unless somebody
 * listens; and one that was read already looks like an empty file.
 */
export const guardStream: Platform['guardStream'] = (source) => {
  if (!isReadable(source)) return source;
  // Whoever reads it gets the error all the same.
  source.on('error', () => {});
  return { [Symbol.asyncIterator]: () => iterate(source) };
};

/** @throws TypeError when the stream was read already, or another upload reads it. */
function iterate(source: Readable): AsyncIterator<Piece> {
  if (source.readableDidRead || source.readableEnded) throw new TypeError('The stream was read before.');
  const iterator = readOnce(source)[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    async return() {
      // One that waits for data lets go only when it is destroyed.
      source.destroy();
      return { done: true, value: undefined };
    },
  };
}

/** Goes by members: there are copies of Node's streams on npm. */
const isReadable = (source: AsyncIterable<unknown>): source is Readable =>
  'on' in source && 'destroy' in source && typeof source.destroy === 'function';
