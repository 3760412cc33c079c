import type { BodyFacts } from '../../spec/rules.ts';
import type { Course, Cut } from '../gate/course.ts';
import type { MultipartReader } from '../gate/multipart/reader.ts';
import { pause } from './pause.ts';

/** The result of reading a request. */
export interface ReadRequest {
  /** `complete` at its end or when settled; `broken` when it ended early; `gone` when it was aborted. */
  end: 'complete' | 'broken' | 'gone' | Cut;
  bytes: number;
}

/** Passes a body on piece by piece, until the reader is settled or the course of the upload ends. */
export async function readRequest(
  request: Request,
  reader: MultipartReader,
  course: Course | undefined,
): Promise<ReadRequest> {
  const read: ReadRequest = { end: 'complete', bytes: 0 };
  const pieces = piecesOf(request);
  try {
    if (await isOver(course, read, request.signal)) return read;
    for (let next = await pieces.read(); next !== undefined; next = await pieces.read()) {
      read.bytes += next.length;
      const isSettled = reader.write(next);
      if ((await isOver(course, read, request.signal)) || isSettled) break;
    }
  } catch {
    read.end = request.signal.aborted ? 'gone' : 'broken';
  }
  pieces.cancel();
  return read;
}

/** Follows the course. @returns whether it ends here. */
async function isOver(course: Course | undefined, read: ReadRequest, signal: AbortSignal): Promise<boolean> {
  const next = course?.after(read.bytes) ?? 0;
  if (typeof next !== 'number') read.end = next;
  else if (next > 0) await pause(next, signal);
  if (signal.aborted) read.end = 'gone';
  return read.end !== 'complete';
}

function piecesOf(request: Request): { read(): Promise<Uint8Array | undefined>; cancel(): void } {
  // Some browsers do not provide a request's body as a stream.
  if (request.body === undefined) {
    let isRead = false;
    return {
      async read() {
        if (isRead) return undefined;
        isRead = true;
        return new Uint8Array(await request.arrayBuffer());
      },
      cancel: () => undefined,
    };
  }
  const pieces = request.body?.getReader();
  return {
    read: async () => (await pieces?.read())?.value,
    // Not awaited: for a cloned request it resolves only when the clone is cancelled, too.
    cancel: () => void pieces?.cancel().catch(() => undefined),
  };
}

/** Checks the limit at the end: two files are reported as such, however large they are. */
export function factsOf(reader: MultipartReader, isWhole: boolean, maxFileSize: number): BodyFacts {
  const body = reader.end();
  const isLarge = body.parts.some((part) => part.kind === 'file' && part.size > maxFileSize);
  return { ...body, complete: body.complete && isWhole, tooLarge: body.tooLarge || isLarge };
}
