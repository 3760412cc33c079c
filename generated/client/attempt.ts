// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { prepare, redirect } from '#platform';
import type { UploadError } from './errors.ts';
import { nameFailure, type Sent } from './failure.ts';
import { type Interruption, longestTimer } from './interruption.ts';
import type { Fetch, UploadConnection, UploadControls } from './options.ts';
import type { Form, Watch } from './platform.ts';
import {
  type Fetched,
  type ResponseFacts,
  readResponse,
  responseOf,
  type UntypedResult,
} from './response.ts';
import { type FileReader, readFile } from './source.ts';
import { readToken } from './token.ts';

/** The request that openapi-fetch sends. */
export interface PostInit {
  bodySerializer: () => BodyInit | undefined;
  headers: Headers;
  signal: AbortSignal;
  fetch: Fetch;
  redirect: 'error' | 'manual';
  parseAs: 'text';
  /** Node requires it for streams. */
  duplex: 'half';
}

/** The operation's function of openapi-fetch, with its path filled in. */
export type Post = (init: PostInit) => Promise<Fetched>;

/** The input of an attempt. */
export interface Job extends Form, ResponseFacts {
  post: Post;
  authorization?: readonly [header: string, prefix: string];
  connection: UploadConnection;
  controls: UploadControls;
  interruption: Interruption;
}

/**
 * Sends the upload once.
 *
 * @param delay milliseconds to wait first.
 * @returns also an error.
 * @throws TypeError when `headers` contain an invalid value.
 */
export async function attemptUpload(job: Job, delay: number): Promise<UntypedResult | UploadError> {
  const { controller, interrupted } = job.interruption;
  const { signal } = controller;
  const headers = new Headers(job.connection.headers);
  const reader = readFile(job.file);
  let report: Watch['loaded'];
  const sent: Sent & Watch = {
    loaded: (...step) => report(...step),
    complete() {
      sent.all = true;
    },
  };
  try {
    await Promise.race([sleep(delay, signal), interrupted]);
    report = progressReporter(job);
    return readResponse(await Promise.race([send(job, headers, reader, sent), interrupted]), job, sent);
  } catch (error) {
    return nameFailure(error, signal, sent);
  } finally {
    reader.close();
  }
}

async function send(job: Job, headers: Headers, reader: FileReader, sent: Sent & Watch): Promise<Fetched> {
  const { authorization, connection, interruption } = job;
  const { signal } = interruption.controller;
  if (authorization) {
    sent.token = await readToken(connection.token);
    headers.set(authorization[0], authorization[1] + sent.token);
  }
  const outgoing = await prepare(job, headers, reader, sent);

  let received!: Response;
  const response = await job.post({
    bodySerializer: () => outgoing.body,
    headers,
    signal,
    fetch: async (request) => {
      // Not every `fetch` checks a signal that was aborted before.
      if (signal.aborted) throw signal.reason;
      sent.any = true;
      received = await outgoing.fetch(request);
      // Reads a clone, so that the caller gets an unread response. In happy-dom, cloning loses the body of both.
      if (!received.body || !('happyDOM' in globalThis)) return received.clone();
      const { url } = received;
      const content = await received.arrayBuffer();
      const copy = responseOf(content, received);
      received = Object.defineProperty(responseOf(content, received), 'url', { value: url });
      return copy;
    },
    redirect,
    parseAs: 'text',
    duplex: 'half',
  });
  return { ...response, response: received };
}

function progressReporter({ file, controls, interruption }: Job): Watch['loaded'] {
  // Streams have none.
  const { size } = file.content as Partial<Blob>;
  const report = (loaded: number, total = size) => {
    try {
      controls.onProgress?.({ loaded, total });
    } catch (error) {
      interruption.controller.abort(error);
    }
  };
  report(0);
  return report;
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(milliseconds, longestTimer));
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
