// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { Watch } from '../platform.ts';
import type { FileReader } from '../source.ts';
import type { Frame } from './multipart.ts';

/** Bodies up to this many bytes are sent together with the head of the request. */
const wholeUpTo = 16_384;

/**
 * How long to pause after the first part of a larger body, in milliseconds. A server that rejects early (401, 413) often
 * closes early too, and bytes that arrive after that destroy its response before it is read.
 */
const earlyResponsePause = 50;

/** The most bytes to pass on at a time; memory and some streams yield everything in one piece. */
const pieceSize = 65_536;

/** Lets Node read before it writes again: a failing write discards a response that had already arrived. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * A small body as bytes, a larger one as a stream. The stream buffers nothing, and does not open the file before there
 * is a connection.
 *
 * @param length bytes of the whole body, if known.
 * @throws UploadError `FileReadError`, or the stream fails with it.
 */
export async function streamBody(
  { head, tail }: Frame,
  length: number | undefined,
  file: FileReader,
  watch: Watch,
): Promise<ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>> {
  const isWhole = length !== undefined && length <= wholeUpTo;
  let loaded = 0;
  let rest: Uint8Array | undefined;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // Node's fetch takes two pieces before it connects, and more only once they are sent.
        controller.enqueue(head.subarray(0, -2));
        controller.enqueue(head.subarray(-2));
      },
      async pull(controller) {
        if (!isWhole && !file.isOpen())
          await new Promise((resolve) => setTimeout(resolve, earlyResponsePause));
        const read = rest?.length ? rest : await file.read();
        await turn();
        if (read === undefined) {
          watch.complete();
          controller.enqueue(tail);
          controller.close();
          return;
        }
        const piece = read.subarray(0, pieceSize);
        rest = read.subarray(pieceSize);
        loaded += piece.length;
        watch.loaded(loaded);
        controller.enqueue(piece);
      },
      cancel: () => file.close(),
    },
    { highWaterMark: 0 },
  );
  return isWhole ? new Uint8Array(await new Response(stream).arrayBuffer()) : stream;
}
