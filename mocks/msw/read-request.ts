import type { BodyFacts } from '../../spec/rules.ts';
import type { Course, Cut } from '../gate/course.ts';
import type { MultipartReader } from '../gate/multipart/reader.ts';
import { pause } from './pause.ts';

/** What became of reading a request. */
export interface ReadRequest {
  /** `complete` at its end or once enough was seen; `broken` when it broke off; `gone` when it was aborted. */
  end: 'complete' | 'broken' | 'gone' | Cut;
  bytes: number;
}

/** Hands a body on piece by piece, until the reader has seen enough, or the course of the upload ends. */
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

/** Keeps to the course. @returns whether it ends here. */
async function isOver(course: Course | undefined, read: ReadRequest, signal: AbortSignal): Promise<boolean> {
  const next = course?.after(read.bytes) ?? 0;
  if (typeof next !== 'number') read.end = next;
  else if (next > 0) await pause(next, signal);
  if (signal.aborted) read.end = 'gone';
  return read.end !== 'complete';
}

function piecesOf(request: Request): { read(): Promise<Uint8Array | undefined>; cancel(): void } {
  // Some browsers give no stream of a request's body.
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
    // Not awaited: of a request that was cloned, it ends only when the other one is cancelled, too.
    cancel: () => void pieces?.cancel().catch(() => undefined),
  };
}

/** The limit is looked at in the end: where there are two files, that is what is said, however large they are. */
export function factsOf(reader: MultipartReader, isWhole: boolean, maxFileSize: number): BodyFacts {
  const body = reader.end();
  const isLarge = body.parts.some((part) => part.kind === 'file' && part.size > maxFileSize);
  return { ...body, complete: body.complete && isWhole, tooLarge: body.tooLarge || isLarge };
}
