// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { Platform } from '../platform.ts';

/** The Blob of jsdom has no stream of its own, and holds its bytes in memory anyway. */
export const streamOf: Platform['streamOf'] = (blob) =>
  'stream' in blob
    ? blob.stream()
    : new ReadableStream({
        async pull(controller) {
          // Made anew, because the buffer may be of another realm.
          controller.enqueue(new Uint8Array(await bufferOf(blob)));
          controller.close();
        },
      });

/** In version 27 of jsdom, it takes a FileReader. */
const bufferOf = (blob: Blob): Promise<ArrayBuffer> =>
  'arrayBuffer' in blob
    ? blob.arrayBuffer()
    : new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result as ArrayBuffer);
        reader.onerror = () => reject(reader.error);
        reader.readAsArrayBuffer(blob);
      });
