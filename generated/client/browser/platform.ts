// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { Fetch } from '../options.ts';
import type { Platform } from '../platform.ts';
import { type FileReader, readFile, type UploadFile } from '../source.ts';
import { sendWithXhr } from './xhr.ts';

/** Here such a response still differs from a broken connection. */
export const redirect: Platform['redirect'] = 'manual';

/** Browsers stream no request over HTTP/1.1, but send a Blob without copying it. Only XMLHttpRequest reports progress. */
export const prepare: Platform['prepare'] = async (sending, headers, reader, watch) => {
  const { file, fields, fileField, connection, controls } = sending;
  const { fetch } = connection;
  const blob = await toBlob(file, reader);
  await touch(blob);
  // The browser sets it, with the boundary.
  headers.delete('Content-Type');
  const body = new FormData();
  for (const [name, value] of fields) if (value !== undefined) body.append(name, value);
  body.append(fileField, blob, file.name);
  const viaXhr: Fetch | undefined =
    // `fetch` does not recognise the form of jsdom, whose Blob has no stream.
    (controls.onProgress || !('stream' in blob)) && !fetch && globalThis.XMLHttpRequest
      ? (request) => sendWithXhr(request, body, blob.size, watch)
      : undefined;
  return {
    // With XMLHttpRequest the body does not go through the request.
    body: viaXhr ? undefined : body,
    async fetch(request) {
      // Events come late or never: the whole upload may have arrived before any of them.
      if (fetch || mayLeave(request.url)) watch.complete();
      try {
        const response = await (viaXhr ?? fetch ?? globalThis.fetch)(request);
        // Behind a service worker there are no progress events.
        if (response.ok) watch.loaded(blob.size, blob.size);
        return response;
      } catch (error) {
        await touch(blob);
        throw error;
      }
    },
  };
};

/** Offline, nothing leaves this machine. But a service worker may send it later, and a local name may still resolve. */
function mayLeave(url: string): boolean {
  const { onLine, serviceWorker } = globalThis.navigator ?? {};
  return onLine !== false || !!serviceWorker?.controller || !publicName.test(url);
}

const publicName = /^\w+:\/\/[^/]+\.(?!local|test)[a-z][a-z\d-]*\.?[:/]/;

/**
 * Browsers refuse to read a file that changed on disk after it was selected, and do not report that as the reason. A
 * slice would not help: Chromium reads it from the current file.
 */
async function touch(content: Blob): Promise<void> {
  const reader = readFile({ content });
  if ('stream' in content) await reader.read();
  reader.close();
}

async function toBlob(file: UploadFile, reader: FileReader): Promise<Blob> {
  const { content } = file;
  // jsdom's Blob has no stream, and may belong to another environment than the form, so this copies it.
  if ('stream' in content) return content;
  const pieces = [];
  for (let piece = await reader.read(); piece; piece = await reader.read()) pieces.push(piece);
  return new Blob(pieces, file);
}

export const nameOf: Platform['nameOf'] = (source) => (source as Partial<File>).name;

/** Only Node's implementation needs it. */
export const guardStream: Platform['guardStream'] = (source) => source;

/** Browsers hide the reason, so that pages cannot explore networks. */
export const explainConnectionFault: Platform['explainConnectionFault'] = () => [
  'NetworkError',
  'The request failed: network, TLS or CORS.',
];

/**
 * Opens a file on disk, which is possible in Node only.
 *
 * @throws TypeError in browsers and edge runtimes.
 */
export const fileFromPath: Platform['fileFromPath'] = async () => {
  throw new TypeError('fileFromPath needs Node.');
};
