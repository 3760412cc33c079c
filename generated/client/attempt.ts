// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { prepare, redirect } from '#platform';
import type { Answer } from './answer.ts';
import type { UploadError } from './errors.ts';
import { nameFailure } from './failure.ts';
import type { Interruption } from './interruption.ts';
import type { UploadConnection, UploadControls } from './options.ts';
import type { Fetch, Form, Watch } from './platform.ts';
import { type FileReader, readFile } from './source.ts';
import { readToken } from './token.ts';

/** What openapi-fetch is asked to send. */
export interface PostInit {
  bodySerializer: () => BodyInit | undefined;
  headers: Headers;
  signal: AbortSignal;
  fetch: Fetch;
  redirect: 'error' | 'manual';
  parseAs: 'text';
  /** Node wants it with streams. */
  duplex: 'half';
}

/** The operation's function of openapi-fetch, its path already filled in. */
export type Post = (init: PostInit) => Promise<Answer>;

/** All that an attempt needs. */
export interface Job extends Form {
  post: Post;
  authorizationHeader: string;
  connection: UploadConnection;
  controls: UploadControls;
  interruption: Interruption;
}

/** What became of an attempt. */
export interface Attempt {
  answer?: Answer;
  failure?: UploadError;
  /** The file was begun to be read. */
  isBegun: boolean;
}

/**
 * Sends the upload once.
 *
 * @param delay milliseconds to wait before.
 * @throws TypeError when `headers` hold what no header can hold.
 */
export async function attemptUpload(job: Job, delay: number): Promise<Attempt> {
  const { controller, interrupted } = job.interruption;
  const { signal } = controller;
  const headers = new Headers(job.connection.headers);
  const reader = readFile(job.file);
  let isComplete = false;
  const complete = () => {
    isComplete = true;
  };
  try {
    await Promise.race([sleep(delay, signal), interrupted]);
    const watch = { loaded: progressReporter(job), complete };
    const answer = await Promise.race([send(job, headers, reader, watch), interrupted]);
    return { answer, isBegun: reader.isOpen() };
  } catch (error) {
    return { failure: nameFailure(error, signal, isComplete), isBegun: reader.isOpen() };
  } finally {
    reader.close();
  }
}

async function send(job: Job, headers: Headers, reader: FileReader, watch: Watch): Promise<Answer> {
  const { connection, controls } = job;
  headers.set(job.authorizationHeader, await readToken(connection.token));
  const isWatched = controls.onProgress !== undefined;
  const outgoing = await prepare(job, reader, watch, { headers, fetch: connection.fetch, isWatched });

  let received!: Response;
  const answer = await job.post({
    bodySerializer: () => outgoing.body,
    headers,
    signal: job.interruption.controller.signal,
    // openapi-fetch reads a copy, so that the answer that is handed out can still be read.
    fetch: async (request) => {
      received = await outgoing.fetch(request);
      return received.clone();
    },
    redirect,
    parseAs: 'text',
    duplex: 'half',
  });
  return { ...answer, response: received };
}

function progressReporter({ file, controls, interruption }: Job): Watch['loaded'] {
  const size = 'size' in file.content ? file.content.size : undefined;
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
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
