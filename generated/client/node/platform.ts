// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Platform } from '../platform.ts';
import { isBlob } from '../source.ts';
import { streamBody } from './body.ts';
import { frameFile } from './multipart.ts';

export { guardStream } from './readable.ts';

/** In any other mode Node's `fetch` keeps a copy of the whole body in memory, to follow redirects with. */
export const redirect: Platform['redirect'] = 'error';

/** Node's `fetch` streams a request over any HTTP version, and sends a length that it is told. */
export const prepare: Platform['prepare'] = async (form, reader, watch, { headers, fetch }) => {
  const frame = frameFile(form);
  const { content } = form.file;
  const length = isBlob(content) ? frame.head.length + content.size + frame.tail.length : undefined;
  headers.set('Content-Type', frame.contentType);
  const body = await streamBody(frame, length, reader, watch);
  // Of a stream fetch knows no length; of bytes it does, and would say it twice.
  if (length !== undefined && body instanceof ReadableStream) headers.set('Content-Length', String(length));
  return {
    body,
    fetch: fetch ?? ((request) => globalThis.fetch(request)),
  };
};

/** Goes by the codes of Node and undici, which stand in an error's causes. A redirect has none. */
export const nameConnectionFault: Platform['nameConnectionFault'] = (cause) => {
  let signs = '';
  for (let error = cause; error instanceof Error; error = error.cause) {
    signs += ` ${(error as NodeJS.ErrnoException).code ?? error.message}`;
  }
  if (/ECONNREFUSED|UNREACH|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT/.test(signs)) return 'ConnectionFailedError';
  if (/TIMEOUT|ETIMEDOUT/.test(signs)) return 'TimeoutError';
  if (/unexpected redirect/.test(signs)) return 'RedirectError';
  return /ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET/.test(signs) ? 'ConnectionResetError' : 'NetworkError';
};

export const fileFromPath: Platform['fileFromPath'] = async (path, type = '') => {
  // The Blob would fail, too, but without saying why.
  if (!(await stat(path)).isFile()) throw new TypeError(`${path} is not a file.`);
  return new File([await openAsBlob(path)], basename(path), { type });
};
