import type { IncomingMessage } from 'node:http';
import type { BodyFacts } from '../../spec/rules.ts';
import { boundaryOf, parseHeaderValue } from './multipart/header-value.ts';
import { createMultipartReader, type MultipartLimits, type MultipartReader } from './multipart/reader.ts';

/**
 * How reading a request ended: `complete` at its end; `broken` when the rest of it can't come or makes no sense; `late`
 * when all of it took too long; `paused` when nothing of it came for too long; `cut` when a refusal was certain and
 * enough had been drained; `gone` when nobody is there to be answered.
 */
export type ReadingEnd = 'complete' | 'cut' | 'gone' | Interruption;

/** How much of a request that is refused for certain is read before it is answered. */
export interface ReadingLimits {
  bytes: number;
  milliseconds: number;
}

/** What the server's parser and its clocks know, and the request does not. */
export type Interruption = 'broken' | 'late' | 'paused';

/** Lets the server end the reading from outside. */
export type Interrupt = (how: Interruption) => void;

/**
 * Reads a request to its end. A client that is answered before it has sent everything may never see the response, so even
 * what is refused is drained, within bounds.
 *
 * @param take gets each piece until it says that the verdict is settled.
 * @param settled whether the verdict is settled before the first piece.
 */
export function drain(
  request: IncomingMessage,
  take: (chunk: Buffer) => boolean,
  settled: boolean,
  readingLimits: ReadingLimits,
  onInterrupt: (interrupt: Interrupt) => void,
): Promise<ReadingEnd> {
  return new Promise((resolve) => {
    let left = readingLimits.bytes;
    if (settled) cutAfter(readingLimits.milliseconds, request, resolve);
    request.on('data', (chunk: Buffer) => {
      if (settled) {
        left -= chunk.length;
        if (left < 0) resolve('cut');
      } else if (take(chunk)) {
        settled = true;
        cutAfter(readingLimits.milliseconds, request, resolve);
      }
    });
    request.on('end', () => resolve('complete'));
    request.on('close', () => resolve('gone'));
    // A reset ends in `close` too.
    request.on('error', ignore);
    onInterrupt(resolve);
  });
}

const ignore = (): void => undefined;

function cutAfter(milliseconds: number, request: IncomingMessage, resolve: (end: ReadingEnd) => void): void {
  const timer = setTimeout(resolve, milliseconds, 'cut');
  request.on('close', () => clearTimeout(timer));
}

/** Reads the body as the Content-Type says: without a usable boundary there is nothing to be found in it. */
export function bodyReader(contentType: string, limits: MultipartLimits): MultipartReader {
  const boundary = boundaryOf(parseHeaderValue(contentType));
  return boundary === undefined ? unreadable : createMultipartReader(boundary, limits);
}

const malformed: BodyFacts = { complete: false, tooLarge: false, parts: [], fault: 'noBoundary' };

const unreadable: MultipartReader = { write: () => true, end: () => malformed };
