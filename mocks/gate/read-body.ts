import type { IncomingMessage } from 'node:http';
import type { BodyFacts } from '../../spec/rules.ts';
import type { Course } from './course.ts';
import { holdReading } from './hold-reading.ts';
import { boundaryOf, parseHeaderValue } from './multipart/header-value.ts';
import type { CreateDigest } from './multipart/part.ts';
import { createMultipartReader, type MultipartLimits, type MultipartReader } from './multipart/reader.ts';
import type { Interrupt, ReadingEnd, ReadingLimits, Received } from './reading.ts';

/**
 * Reads a request to its end. A client that gets a response before it has sent everything may never see it, so even a
 * rejected request is drained, within limits.
 *
 * @param take gets each piece until it says that the outcome is settled.
 * @param settled whether the outcome is settled before the first piece.
 * @param course undefined for an upload that is read as it arrives.
 */
export function drain(
  request: IncomingMessage,
  take: (chunk: Buffer) => boolean,
  settled: boolean,
  readingLimits: ReadingLimits,
  received: Received,
  course: Course | undefined,
  onInterrupt: (interrupt: Interrupt) => void,
): Promise<ReadingEnd> {
  return new Promise((resolve) => {
    let left = readingLimits.bytes;
    onInterrupt(resolve);
    const look = course && holdReading(request, course, received, resolve, onInterrupt);
    if (settled) cutAfter(readingLimits.milliseconds, request, resolve);
    request.on('data', (chunk: Buffer) => {
      received.bytes += chunk.length;
      if (settled) {
        left -= chunk.length;
        if (left < 0) resolve('cut');
      } else if (take(chunk)) {
        settled = true;
        cutAfter(readingLimits.milliseconds, request, resolve);
      }
      look?.();
    });
    request.on('end', () => resolve('complete'));
    request.on('close', () => resolve('gone'));
    // A reset ends in `close`, too.
    request.on('error', ignore);
    look?.();
  });
}

const ignore = (): void => undefined;

function cutAfter(milliseconds: number, request: IncomingMessage, resolve: (end: ReadingEnd) => void): void {
  const timer = setTimeout(resolve, milliseconds, 'cut');
  request.on('close', () => clearTimeout(timer));
}

/** Reads the body as the Content-Type says: without a usable boundary it has no parts. */
export function bodyReader(
  contentType: string,
  limits: MultipartLimits,
  createDigest?: CreateDigest,
): MultipartReader {
  const boundary = boundaryOf(parseHeaderValue(contentType));
  return boundary === undefined ? unreadable : createMultipartReader(boundary, limits, createDigest);
}

const malformed: BodyFacts = { complete: false, tooLarge: false, parts: [], fault: 'noBoundary' };

const unreadable: MultipartReader = {
  write: () => true,
  soFar: () => ({ parts: [], openFile: undefined }),
  end: () => malformed,
};
