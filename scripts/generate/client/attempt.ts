import { prepare, redirect } from '#platform';
import type { UploadError } from './errors.ts';
import { nameFailure } from './failure.ts';
import { type Interruption, longestTimer } from './interruption.ts';
import type { Fetch, UploadConnection, UploadControls } from './options.ts';
import type { Form, Watch } from './platform.ts';
import { type Fetched, type ResponseFacts, readResponse, type UntypedResult } from './response.ts';
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
export type Post = (init: PostInit) => Promise<Fetched>;

/** All that an attempt needs. */
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
 * @param delay milliseconds to wait before.
 * @returns also what it failed with.
 * @throws TypeError when `headers` hold what no header can hold.
 */
export async function attemptUpload(job: Job, delay: number): Promise<UntypedResult | UploadError> {
  const { controller, interrupted } = job.interruption;
  const { signal } = controller;
  const headers = new Headers(job.connection.headers);
  const reader = readFile(job.file);
  let isComplete = false;
  try {
    await Promise.race([sleep(delay, signal), interrupted]);
    const loaded = progressReporter(job);
    const complete = () => {
      isComplete = true;
    };
    const response = await Promise.race([send(job, headers, reader, { loaded, complete }), interrupted]);
    return readResponse(response, job);
  } catch (error) {
    return nameFailure(error, signal, isComplete, headers.get(job.authorization?.[0] ?? '-') ?? '***');
  } finally {
    reader.close();
  }
}

async function send(job: Job, headers: Headers, reader: FileReader, watch: Watch): Promise<Fetched> {
  const { authorization, connection } = job;
  if (authorization) headers.set(authorization[0], authorization[1] + (await readToken(connection.token)));
  const outgoing = await prepare(job, headers, reader, watch);

  let received!: Response;
  const response = await job.post({
    bodySerializer: () => outgoing.body,
    headers,
    signal: job.interruption.controller.signal,
    // openapi-fetch reads a copy, so that the response that is handed out can still be read.
    fetch: async (request) => {
      received = await outgoing.fetch(request);
      return received.clone();
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
