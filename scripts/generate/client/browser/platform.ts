import type { Fetch } from '../options.ts';
import type { Platform } from '../platform.ts';
import { type FileReader, readFile, type UploadFile } from '../source.ts';
import { sendWithXhr } from './xhr.ts';

/** Here such a response can still be told from a broken connection. */
export const redirect: Platform['redirect'] = 'manual';

/** Browsers stream no request over HTTP/1.1, but send a Blob from where it lies. Only XMLHttpRequest tells how far it is. */
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
    // The form of jsdom, whose Blob has no stream, is none to a `fetch`.
    (controls.onProgress || !('stream' in blob)) && !fetch && globalThis.XMLHttpRequest
      ? (request) => sendWithXhr(request, body, blob.size, watch)
      : undefined;
  return {
    // With XMLHttpRequest it does not go through the request.
    body: viaXhr ? undefined : body,
    async fetch(request) {
      // Events come late, if at all: all may have arrived when nobody knows of it yet.
      if (fetch || mayLeave(request.url)) watch.complete();
      try {
        const response = await (viaXhr ?? fetch ?? globalThis.fetch)(request);
        // Behind a service worker no event comes on the way.
        if (response.ok) watch.loaded(blob.size, blob.size);
        return response;
      } catch (error) {
        await touch(blob);
        throw error;
      }
    },
  };
};

/** Offline, nothing leaves this machine. A service worker may send it later, and a name without a public end may lead here. */
function mayLeave(url: string): boolean {
  const { onLine, serviceWorker } = globalThis.navigator ?? {};
  return onLine !== false || !!serviceWorker?.controller || !publicName.test(url);
}

const publicName = /^\w+:\/\/[^/]+\.(?!local|test)[a-z][a-z\d-]*\.?[:/]/;

/**
 * Browsers refuse to read a file that changed on disk since it was chosen, and do not say that this was why a request
 * failed. A slice would not do: Chromium takes it from the file as it is now.
 */
async function touch(content: Blob): Promise<void> {
  const reader = readFile({ content });
  if ('stream' in content) await reader.read();
  reader.close();
}

async function toBlob(file: UploadFile, reader: FileReader): Promise<Blob> {
  const { content } = file;
  // The Blob of jsdom has none, and may be of another environment than the form: a copy is made of it.
  if ('stream' in content) return content;
  const pieces = [];
  for (let piece = await reader.read(); piece; piece = await reader.read()) pieces.push(piece);
  return new Blob(pieces, file);
}

export const nameOf: Platform['nameOf'] = (source) => (source as Partial<File>).name;

/** Only Node's need it. */
export const guardStream: Platform['guardStream'] = (source) => source;

/** Browsers keep the reason to themselves, so that pages cannot explore networks. */
export const explainConnectionFault: Platform['explainConnectionFault'] = () => [
  'NetworkError',
  'The request failed: network, TLS or CORS.',
];

/**
 * Opens a file on disk, which Node alone can.
 *
 * @throws TypeError in browsers and edge runtimes.
 */
export const fileFromPath: Platform['fileFromPath'] = async () => {
  throw new TypeError('fileFromPath needs Node.');
};
