import { bytes } from './bytes.ts';

/** A line with more whitespace than this after a boundary is content. */
const longestPadding = 256;

const [tab, lineFeed, carriageReturn, space, dash] = [0x09, 0x0a, 0x0d, 0x20, 0x2d];

/** The delimiter between parts: a line break, two dashes, the boundary (RFC 2046, section 5.1.1). */
export const delimiterOf = (boundary: string): Uint8Array => bytes.fromLatin1(`\r\n--${boundary}`);

/**
 * Decides by the rest of the line whether a boundary is a delimiter. A delimiter ends in whitespace and a line break;
 * the last one has two dashes before them. Any other line that starts like a delimiter is content.
 *
 * @param at the index after the boundary.
 * @returns undefined when more bytes are needed.
 */
export function delimiterKind(data: Uint8Array, at: number): 'next' | 'last' | 'content' | undefined {
  const dashes = data[at] === dash ? (data[at + 1] === dash ? 2 : 1) : 0;
  let end = at + dashes;
  while (end - at < longestPadding && (data[end] === space || data[end] === tab)) end += 1;
  if (end === data.length) return undefined;
  if (dashes === 1) return 'content';
  if (dashes === 2) return data[end] === carriageReturn || data[end] === lineFeed ? 'last' : 'content';
  if (data[end] !== carriageReturn) return 'content';
  if (end + 1 === data.length) return undefined;
  return data[end + 1] === lineFeed ? 'next' : 'content';
}

/** Whether this is how the last delimiter ends at the end of the body, where the line break is optional. */
export const isLastAtEnd = (rest: Uint8Array): boolean => /^--[ \t]*$/.test(bytes.toLatin1(rest));

/** How many bytes at the end of the data, from `at` on, may be the start of a delimiter. */
export function overlap(data: Uint8Array, at: number, delimiter: Uint8Array): number {
  let start = Math.max(at, data.length - delimiter.length + 1);
  while (start < data.length) {
    start = data.indexOf(carriageReturn, start);
    if (start === -1) return 0;
    const length = data.length - start;
    if (startsWith(delimiter, data, start)) return length;
    start += 1;
  }
  return 0;
}

/** Whether the data from `start` on is a prefix of the delimiter. */
function startsWith(delimiter: Uint8Array, data: Uint8Array, start: number): boolean {
  for (let at = start; at < data.length; at += 1) if (data[at] !== delimiter[at - start]) return false;
  return true;
}

/** Whether a boundary that counts as content is followed by a lone line feed. */
export function endsInLineFeed(data: Uint8Array, at: number): boolean {
  let end = at;
  while (data[end] === space || data[end] === tab || data[end] === dash) end += 1;
  return data[end] === lineFeed;
}
