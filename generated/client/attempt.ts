// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import type { Answer } from './answer.ts';
import type { Watch } from './body.ts';
import type { UploadError } from './errors.ts';
import { nameFailure } from './failure.ts';
import type { Interruption } from './interruption.ts';
import { frameFile, type TextField } from './multipart.ts';
import type { UploadConnection, UploadControls } from './options.ts';
import type { OpenedFile } from './source.ts';
import { readToken } from './token.ts';
import { type Fetch, prepare } from './transport.ts';

/** What openapi-fetch is asked to send. */
export interface PostInit {
  bodySerializer: () => BodyInit | undefined;
  headers: Headers;
  signal: AbortSignal;
  fetch: Fetch;
  redirect: 'manual';
  parseAs: 'text';
  /** Node wants it with streams. */
  duplex: 'half';
}

/** The operation's function of openapi-fetch, its path already filled in. */
export type Post = (init: PostInit) => Promise<Answer>;

/** All that one attempt needs. */
export interface Job {
  post: Post;
  authorizationHeader: string;
  connection: UploadConnection;
  fields: readonly TextField[];
  fileField: string;
  file: OpenedFile;
  controls: UploadControls;
  interruption: Interruption;
}

/** What became of an attempt. */
export type Attempt = Answer | { failure: UploadError };

/**
 * Sends the upload once.
 *
 * @throws TypeError when `headers` hold what no header can hold.
 */
export async function attemptUpload(job: Job): Promise<Attempt> {
  const { connection, interruption } = job;
  const headers = new Headers(connection.headers);
  const progress = watchProgress(job);
  try {
    interruption.signal.throwIfAborted();
    return await Promise.race([send(job, headers, progress), interruption.interrupted]);
  } catch (error) {
    return { failure: nameFailure(error, interruption.signal, progress.isComplete()) };
  }
}

async function send(job: Job, headers: Headers, watch: Watch): Promise<Answer> {
  const { connection, file, controls, interruption } = job;
  headers.set(job.authorizationHeader, await readToken(connection.token));
  const frame = frameFile(job.fields, { field: job.fileField, fileName: file.name, type: file.type });
  const isWatched = controls.onProgress !== undefined;
  const outgoing = await prepare(frame, file, watch, { fetch: connection.fetch, isWatched });
  for (const [name, value] of Object.entries(outgoing.headers)) headers.set(name, value);

  let received: Response | undefined;
  const answer = await job.post({
    bodySerializer: () => outgoing.body,
    headers,
    signal: interruption.signal,
    // openapi-fetch reads a copy, so that the answer that is handed out can still be read.
    fetch: async (request) => {
      received = await outgoing.fetch(request);
      return received.clone();
    },
    redirect: 'manual',
    parseAs: 'text',
    duplex: 'half',
  });
  return { ...answer, response: received ?? answer.response };
}

function watchProgress({ file, controls, interruption }: Job): Watch & { isComplete(): boolean } {
  let isComplete = false;
  const loaded = (bytes: number, total = file.size) => {
    try {
      controls.onProgress?.({ loaded: bytes, total });
    } catch (error) {
      interruption.interrupt(error);
    }
  };
  loaded(0);
  return {
    loaded,
    complete() {
      isComplete = true;
    },
    isComplete: () => isComplete,
  };
}
