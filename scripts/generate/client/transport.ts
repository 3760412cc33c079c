import { blobBody, bodyLength, streamBody, type Watch } from './body.ts';
import type { Frame } from './multipart.ts';
import type { OpenedFile } from './source.ts';
import { sendWithXhr } from './xhr.ts';

/** Sends a request; `globalThis.fetch` is one. */
export type Fetch = (request: Request) => Promise<Response>;

/** A body made ready, and what sends it. */
export interface Outgoing {
  /** Undefined where `fetch` brings the body itself. */
  body: BodyInit | undefined;
  headers: Record<string, string>;
  fetch: Fetch;
}

/**
 * Chooses how a body travels: as a stream where the platform is Node; as a Blob elsewhere, by XMLHttpRequest when
 * somebody watches the progress and did not bring a `fetch` of their own.
 */
export async function prepare(
  frame: Frame,
  file: OpenedFile,
  watch: Watch,
  options: { fetch: Fetch | undefined; isWatched: boolean },
): Promise<Outgoing> {
  const { fetch = (request) => globalThis.fetch(request), isWatched } = options;
  const headers = { 'Content-Type': frame.contentType };
  if (streamsRequests()) {
    const length = bodyLength(frame, file);
    const known = length === undefined ? {} : { 'Content-Length': String(length) };
    return { body: await streamBody(frame, file, watch), headers: { ...headers, ...known }, fetch };
  }

  const blob = await blobBody(frame, file);
  const inBlob = within(watch, frame, blob.size);
  if (isWatched && options.fetch === undefined && typeof XMLHttpRequest === 'function') {
    return { body: undefined, headers, fetch: (request) => sendWithXhr(request, blob, inBlob) };
  }
  return { body: blob, headers, fetch: (request) => sendUnwatched(request, blob, fetch, inBlob) };
}

/** Node's `fetch` streams over any HTTP version. Electron's pages and jsdom have `process` too, but send as browsers do. */
function streamsRequests(): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return process?.versions?.node !== undefined && typeof XMLHttpRequest === 'undefined';
}

/** `fetch` in a browser does not tell how far it is: the whole body counts as sent from the start. */
async function sendUnwatched(request: Request, blob: Blob, fetch: Fetch, watch: Watch): Promise<Response> {
  watch.complete();
  const response = await fetch(request);
  if (response.ok) watch.loaded(blob.size);
  return response;
}

/** Translates bytes of the whole body into bytes of the file. */
function within(watch: Watch, { head, tail }: Frame, bodySize: number): Watch {
  const total = bodySize - head.length - tail.length;
  return {
    ...watch,
    loaded: (bytes) => watch.loaded(Math.min(Math.max(bytes - head.length, 0), total), total),
  };
}
