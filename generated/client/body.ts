// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { Frame } from './multipart.ts';
import type { OpenedFile } from './source.ts';

/** Follows a body on its way out. */
export interface Watch {
  /** This many bytes of the file were handed on so far; of how many, where that was found out on the way. */
  loaded(bytes: number, total?: number): void;
  /** The closing delimiter was handed on: from now on the server may have stored the file. */
  complete(): void;
}

/** Bodies up to this many bytes go out in one piece with the head of the request. */
const wholeUpTo = 16_384;

/**
 * How long a larger body holds back after its first part, in milliseconds. A server that refuses at once (401, 413)
 * often closes at once too, and bytes that arrive after that destroy its answer before it is read.
 */
const earlyAnswerPause = 50;

/** The body's length in bytes, where the file's size is known. */
export function bodyLength({ head, tail }: Frame, file: OpenedFile): number | undefined {
  return file.size === undefined ? undefined : head.length + file.size + tail.length;
}

/** For Node: a large body is streamed and never held in memory. */
export async function streamBody(frame: Frame, file: OpenedFile, watch: Watch) {
  const length = bodyLength(frame, file);
  const isWhole = length !== undefined && length <= wholeUpTo;
  const stream = toStream(bodyPieces(frame, file, watch, isWhole ? 0 : earlyAnswerPause));
  return isWhole ? new Uint8Array(await new Response(stream).arrayBuffer()) : stream;
}

/** For browsers, which cannot stream a request over HTTP/1.1: a Blob refers to its parts and copies none of them. */
export async function blobBody({ head, tail }: Frame, file: OpenedFile): Promise<Blob> {
  const content = file.blobPart ?? (await new Response(toStream(file.chunks())).blob());
  return new Blob([head, content, tail]);
}

async function* bodyPieces({ head, tail }: Frame, file: OpenedFile, watch: Watch, pause: number) {
  yield head;
  if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
  let loaded = 0;
  for await (const chunk of file.chunks()) {
    await turn();
    yield chunk;
    loaded += chunk.length;
    watch.loaded(loaded);
  }
  watch.complete();
  yield tail;
}

/** Lets Node read before it writes again: a write that fails takes an answer with it that had already arrived. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Reads nothing ahead, so that a stream stays untouched until there is a connection. */
function toStream(pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
