import type { Platform } from '../platform.ts';
import { type FileReader, isBlob, type UploadFile } from '../source.ts';
import { sendWithXhr } from './xhr.ts';

/** Browsers stream no request over HTTP/1.1, but send a Blob from where it lies. Only XMLHttpRequest tells how far it is. */
export const prepare: Platform['prepare'] = async (
  { fields, fileField, file },
  reader,
  watch,
  { fetch, isWatched },
) => {
  const redirect = 'manual';
  const blob = await toBlob(file, reader);
  const body = new FormData();
  for (const [name, value] of fields) if (value !== undefined) body.append(name, value);
  body.append(fileField, blob, file.name);
  if (isWatched && !fetch && typeof XMLHttpRequest === 'function') {
    return {
      body: undefined,
      headers: {},
      redirect,
      fetch: (request) => sendWithXhr(request, body, blob.size, watch),
    };
  }
  // Here nobody can tell: all of it may have arrived as soon as it is sent.
  watch.complete();
  return { body, headers: {}, redirect, fetch: fetch ?? ((request) => globalThis.fetch(request)) };
};

async function toBlob({ content }: UploadFile, reader: FileReader): Promise<Blob> {
  if (isBlob(content)) return content;
  const pieces = [];
  for (let piece = await reader.read(); piece; piece = await reader.read()) pieces.push(piece);
  return new Blob(pieces);
}

/** Browsers keep the reason to themselves, so that pages cannot explore networks. */
export const nameConnectionFault: Platform['nameConnectionFault'] = () => 'NetworkError';

export const fileFromPath: Platform['fileFromPath'] = async () => {
  throw new TypeError('fileFromPath needs Node. In a page, take the File from <input type="file">.');
};
