import type { BodyFacts, PartFacts } from '../../../spec/rules.ts';
import { bytes } from './bytes.ts';
import { delimiterKind, delimiterOf, endsInLineFeed, isLastAtEnd, overlap } from './delimiter.ts';
import { type CreateDigest, type OpenPart, openPart, partFacts } from './part.ts';
import { parsePartHead } from './part-head.ts';

/** The limits of a body; beyond them it is too large. Sizes are in bytes. */
export interface MultipartLimits {
  parts: number;
  partHeaderSize: number;
  /** Of one text field; all of them together may have eight times this size. */
  fieldSize: number;
  fileSize: number;
}

/** Reads a multipart body piece by piece. Counts and drops file contents, and keeps only texts. */
export interface MultipartReader {
  /** @returns whether the outcome is settled: the body is malformed or too large, and more bytes change nothing. */
  write(chunk: Uint8Array): boolean;
  /** The facts so far. */
  soFar(): { parts: readonly PartFacts[]; openFile: string | undefined };
  /** Ends the body. @returns its facts. */
  end(): BodyFacts;
}

/** The body is content between delimiters; the preamble belongs to no part. */
type State = 'content' | 'delimiter' | 'head' | 'epilogue' | 'malformed' | 'tooLarge';

interface Reading {
  state: State;
  /** Bytes that could not be interpreted yet. */
  pending: Uint8Array;
  part: OpenPart | undefined;
  /** Bytes of text fields so far. */
  textBytes: number;
  /** Whether a line that could be a delimiter, or the end of a head, ends in a lone line feed. */
  lineFeeds: boolean;
  readonly parts: PartFacts[];
  readonly delimiter: Uint8Array;
  readonly limits: MultipartLimits;
  readonly createDigest: CreateDigest | undefined;
}

/** Texts are kept in memory, so many long ones add up. */
const mostFields = 8;

const lineBreak = bytes.fromUtf8('\r\n');
const headEnd = bytes.fromUtf8('\r\n\r\n');
const headEndOfLineFeeds = bytes.fromUtf8('\n\n');
const nothing = bytes.fromUtf8('');

/**
 * Reads multipart/form-data as a stream (RFC 2046, section 5.1; RFC 7578).
 *
 * @param boundary without the dashes in front.
 * @param createDigest where the digests of files are asked for.
 */
export function createMultipartReader(
  boundary: string,
  limits: MultipartLimits,
  createDigest?: CreateDigest,
): MultipartReader {
  const reading: Reading = {
    state: 'content',
    // A virtual line break, so that the first delimiter may start at the first byte.
    pending: lineBreak,
    part: undefined,
    textBytes: 0,
    lineFeeds: false,
    parts: [],
    delimiter: delimiterOf(boundary),
    limits,
    createDigest,
  };
  return {
    write(chunk) {
      const data = reading.pending.length === 0 ? bytes.view(chunk) : bytes.concat([reading.pending, chunk]);
      reading.pending = nothing;
      let at = 0;
      while (at !== needsMore && at < data.length) at = steps[reading.state](reading, data, at);
      return reading.state === 'malformed' || reading.state === 'tooLarge';
    },
    soFar: () => ({ parts: reading.parts, openFile: reading.part?.head.fileName }),
    end() {
      const { state, pending, parts } = reading;
      const complete = state === 'epilogue' || (state === 'delimiter' && isLastAtEnd(pending));
      closePart(reading);
      const facts = { complete, tooLarge: state === 'tooLarge', parts };
      return !complete && hasLineFeeds(reading) ? { ...facts, fault: 'lineFeeds' } : facts;
    },
  };
}

/** Reads from `at` on. Returns where to continue, or `needsMore` when the data ends too early. */
type Step = (reading: Reading, data: Uint8Array, at: number) => number;

const needsMore = -1;

const passOver: Step = (_reading, data) => data.length;

const steps: Record<State, Step> = {
  content: readContent,
  delimiter: readDelimiter,
  head: readHead,
  epilogue: passOver,
  malformed: passOver,
  tooLarge: passOver,
};

function readContent(reading: Reading, data: Uint8Array, at: number): number {
  const { delimiter } = reading;
  const found = bytes.find(data, delimiter, at);
  if (found === -1) {
    const end = data.length - overlap(data, at, delimiter);
    take(reading, data, at, end);
    return keep(reading, data, end);
  }
  reading.state = 'delimiter';
  take(reading, data, at, found);
  return found + delimiter.length;
}

function readDelimiter(reading: Reading, data: Uint8Array, at: number): number {
  const kind = delimiterKind(data, at);
  if (kind === undefined) return keep(reading, data, at);
  if (kind === 'content') {
    reading.state = 'content';
    reading.lineFeeds ||= endsInLineFeed(data, at);
    take(reading, reading.delimiter, 0, reading.delimiter.length);
    return at;
  }
  closePart(reading);
  if (kind === 'last') {
    reading.state = 'epilogue';
    return data.length;
  }
  reading.state = 'head';
  // Keeps the line break, so that a head without lines is just `headEnd`.
  return bytes.find(data, lineBreak, at);
}

function readHead(reading: Reading, data: Uint8Array, at: number): number {
  const { limits, parts } = reading;
  const end = bytes.find(data, headEnd, at);
  const length = (end === -1 ? data.length : end) - at;
  if (length > limits.partHeaderSize) reading.state = 'tooLarge';
  if (end === -1) return keep(reading, data, at);

  const head = parsePartHead(data.subarray(at, end));
  if (head === undefined) reading.state = 'malformed';
  else if (parts.length >= limits.parts || reading.state === 'tooLarge') reading.state = 'tooLarge';
  else {
    reading.part = openPart(head, reading.createDigest);
    reading.state = 'content';
  }
  // The line break of the empty line may belong to the next delimiter, when the part has no content.
  return end + lineBreak.length;
}

function take(reading: Reading, data: Uint8Array, from: number, to: number): void {
  const { part, limits } = reading;
  if (part === undefined) {
    noticeLineFeeds(reading, data, from, to);
    return;
  }
  // The line break of the empty line is not content.
  const start = Math.min(to, from + part.breakLeft);
  part.breakLeft -= Math.min(part.breakLeft, to - from);
  part.size += to - start;
  if (part.head.fileName !== undefined) {
    part.digest?.update(data.subarray(start, to));
    if (part.size > limits.fileSize) reading.state = 'tooLarge';
    return;
  }
  if (to > start) part.texts.push(data.subarray(start, to));
  reading.textBytes += to - start;
  const isTooLong = part.size > limits.fieldSize || reading.textBytes > mostFields * limits.fieldSize;
  if (isTooLong) reading.state = 'tooLarge';
}

/** Looks for a delimiter after a lone line feed in a preamble: few bodies have one, and most of those are malformed. */
function noticeLineFeeds(reading: Reading, data: Uint8Array, from: number, to: number): void {
  const { delimiter } = reading;
  if (to - from < delimiter.length || reading.lineFeeds) return;
  reading.lineFeeds = bytes.find(data.subarray(from, to), delimiter.subarray(1), 0) !== -1;
}

const hasLineFeeds = ({ state, lineFeeds, pending }: Reading): boolean =>
  lineFeeds || (state === 'head' && bytes.find(pending, headEndOfLineFeeds, 0) !== -1);

function keep(reading: Reading, data: Uint8Array, from: number): number {
  reading.pending = data.subarray(from);
  return needsMore;
}

function closePart(reading: Reading): void {
  if (reading.part !== undefined) reading.parts.push(partFacts(reading.part));
  reading.part = undefined;
}
