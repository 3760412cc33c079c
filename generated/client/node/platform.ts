// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { messages } from '../messages.ts';
import type { ConnectionFault, Platform } from '../platform.ts';
import { isBlob } from '../source.ts';
import { streamBody } from './body.ts';
import { frameFile } from './multipart.ts';

export { guardStream } from './readable.ts';

/** In any other mode, Node's `fetch` keeps a copy of the whole body in memory to follow redirects. */
export const redirect: Platform['redirect'] = 'error';

/** Node's `fetch` streams a request over any HTTP version, and sends a given length. */
export const prepare: Platform['prepare'] = async (sending, headers, reader, watch) => {
  const frame = frameFile(sending);
  const { content } = sending.file;
  const { fetch } = sending.connection;
  const size = isBlob(content) ? content.size : undefined;
  const length = size === undefined ? undefined : frame.head.length + size + frame.tail.length;
  headers.set('Content-Type', frame.contentType);
  let loaded = 0;
  const report = (bytes: number) => {
    if (bytes <= loaded) return;
    loaded = bytes;
    watch.loaded(bytes);
  };
  const body = await streamBody(frame, length, reader, { ...watch, loaded: report });
  // fetch does not know the length of a stream. It does know that of bytes, and would send it twice.
  if (length !== undefined && body instanceof ReadableStream) headers.set('Content-Length', String(length));
  return {
    body,
    async fetch(request) {
      const response = await (fetch ?? globalThis.fetch)(request);
      if (response.ok && size !== undefined) {
        // A `fetch` that responds in place of a server may not read the file.
        watch.complete();
        report(size);
      }
      return response;
    },
  };
};

/** A File's own name, or the last segment of the path of a stream that reads from disk. */
export const nameOf: Platform['nameOf'] = (source) => {
  const { name, path } = source as { name?: unknown; path?: unknown };
  return String(name ?? String(path ?? '').replace(/^.*[\\/]/, ''));
};

const faults = {
  ConnectionFailedError: 'Could not connect to the server.',
  ConnectionResetError:
    'The connection broke before the response arrived. The server may have rejected the upload early.',
  NetworkError: 'The request failed: network or TLS.',
  ...messages,
};

export const explainConnectionFault: Platform['explainConnectionFault'] = (chain) => {
  const name = nameConnectionFault(chain);
  return [name, faults[name]];
};

/** Depends on the error codes of Node and undici. A redirect has none. */
function nameConnectionFault(chain: readonly Error[]): ConnectionFault {
  const signs = chain.map((error: NodeJS.ErrnoException) => error.code ?? error.message).join(' ');
  // fetch rejects the ports of other protocols, such as SMTP, as a "bad port".
  if (/ECONNREFUSED|UNREACH|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT|bad port/.test(signs))
    return 'ConnectionFailedError';
  if (/TIMEOUT|ETIMEDOUT/.test(signs)) return 'TimeoutError';
  if (/unexpected redirect/.test(signs)) return 'RedirectError';
  return /ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET/.test(signs) ? 'ConnectionResetError' : 'NetworkError';
}

/**
 * Opens a file on disk as a `File`, which is streamed when it is sent.
 *
 * @param type the media type of its part. Default: `application/octet-stream`.
 * @throws Error when the path does not exist, or is not a file.
 */
export const fileFromPath: Platform['fileFromPath'] = async (path, type = '') => {
  // The Blob would also fail, but not say why.
  if (!(await stat(path)).isFile()) throw new TypeError(`${path} is not a file.`);
  return new File([await openAsBlob(path)], basename(path), { type });
};
