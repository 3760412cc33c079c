import { type BodyStore, type ContentReader, storing } from '../body-store.ts';
import { malformed } from '../exchange.ts';
import { createInbox, longestLines } from '../inbox.ts';
import { parseField } from './head.ts';

/** RFC 9110, section 5.6.2 and 5.6.4. */
const tokenCharacter = String.raw`[!#$%&'*+.^_\x60|~\w-]`;
const quotedString = String.raw`"(?:[\t\x20\x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t\x20-\x7e\x80-\xff])*"`;

/**
 * RFC 9112, section 7.1: the size and extensions of a chunk. At most 16 digits, as in curl, and no whitespace, as in
 * undici.
 */
const chunkLine = new RegExp(
  `^([\\da-f]{1,16})(?:;${tokenCharacter}+(?:=(?:${tokenCharacter}*|${quotedString}))?)*$`,
  'i',
);

/** Reads content in chunks. */
export function chunked(store: BodyStore): ContentReader {
  const inbox = createInbox();
  let state: 'size' | 'data' | 'data-end' | 'trailer' | 'done' = 'size';
  let missing = 0;
  let trailerSize = 0;

  const readData = (): boolean => {
    const mine = inbox.take(missing);
    missing -= mine.length;
    store.add(mine);
    if (missing === 0) state = 'data-end';
    return missing === 0;
  };
  const readTrailer = (line: string): void => {
    trailerSize += line.length;
    if (trailerSize > longestLines) throw malformed('its trailer is too long');
    if (line === '') state = 'done';
    else if (parseField(line)[0].toLowerCase() === 'content-length')
      throw malformed('its trailer holds a Content-Length');
  };
  /** @returns false when more bytes have to arrive first. */
  const step = (): boolean => {
    if (state === 'data') return readData();
    if (state === 'data-end') refuseLongerChunk(inbox.peek(2));
    const line = inbox.takeLine();
    if (line === undefined) return false;
    if (state === 'size') {
      missing = sizeOf(line);
      state = missing === 0 ? 'trailer' : 'data';
    } else if (state === 'data-end') state = 'size';
    else readTrailer(line);
    return true;
  };
  return storing(store, {
    push(bytes) {
      inbox.add(bytes);
      while (state !== 'done' && step());
    },
    isDone: () => state === 'done',
  });
}

function sizeOf(line: string): number {
  const [, digits] = chunkLine.exec(line) ?? [];
  if (digits === undefined) throw malformed('a chunk size is not a number');
  const size = Number.parseInt(digits, 16);
  if (!Number.isSafeInteger(size)) throw malformed('a chunk size is too large');
  return size;
}

/** Checked early: other data here may never end a line. */
function refuseLongerChunk(next: string): void {
  if (!'\r\n'.startsWith(next)) throw malformed('a chunk is longer than its size');
}
