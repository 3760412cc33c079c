import type { Platform } from '../platform.ts';

/** The Blob of jsdom has no stream of its own, and holds its bytes in memory anyway. */
export const streamOf: Platform['streamOf'] = (blob) =>
  'stream' in blob
    ? blob.stream()
    : new ReadableStream({
        async pull(controller) {
          // Made anew, because the buffer may be of another realm.
          controller.enqueue(new Uint8Array(await (blob as Blob).arrayBuffer()));
          controller.close();
        },
      });
