import type { Platform } from '../platform.ts';
import { type FileReader, isBlob, type UploadFile } from '../source.ts';
import { sendWithXhr } from './xhr.ts';

/** Here such an answer can still be told from a broken connection. */
export const redirect: Platform['redirect'] = 'manual';

/** Browsers stream no request over HTTP/1.1, but send a Blob from where it lies. Only XMLHttpRequest tells how far it is. */
export const prepare: Platform['prepare'] = async (form, reader, watch, { headers, fetch, isWatched }) => {
  const blob = await toBlob(form.file, reader);
  // The browser sets it, with the boundary.
  headers.delete('Content-Type');
  // Events come late, if at all: all may have arrived when nobody knows of it yet, and has when the answer says so.
  watch.complete();
  const body = new FormData();
  for (const [name, value] of form.fields) if (value !== undefined) body.append(name, value);
  body.append(form.fileField, blob, form.file.name);
  if (isWatched && !fetch && typeof XMLHttpRequest === 'function') {
    return { body: undefined, fetch: (request) => sendWithXhr(request, body, blob.size, watch) };
  }
  return {
    body,
    async fetch(request) {
      const response = await (fetch ?? globalThis.fetch)(request);
      if (response.ok) watch.loaded(blob.size, blob.size);
      return response;
    },
  };
};

async function toBlob({ content }: UploadFile, reader: FileReader): Promise<Blob> {
  if (isBlob(content)) return content;
  const pieces = [];
  for (let piece = await reader.read(); piece; piece = await reader.read()) pieces.push(piece);
  return new Blob(pieces);
}

export const nameOf: Platform['nameOf'] = (source) => (source as Partial<File>).name;

/** Only Node's need it. */
export const guardStream: Platform['guardStream'] = (source) => source;

/** Browsers keep the reason to themselves, so that pages cannot explore networks. */
export const explainConnectionFault: Platform['explainConnectionFault'] = () => [
  'NetworkError',
  'The request failed: network, TLS or CORS.',
];

export const fileFromPath: Platform['fileFromPath'] = async () => {
  throw new TypeError('fileFromPath needs Node.');
};
