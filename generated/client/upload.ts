// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { type AnswerFacts, readAnswer, type UntypedResult } from './answer.ts';
import { type Attempt, attemptUpload, type Job, type Post } from './attempt.ts';
import { watchInterruption } from './interruption.ts';
import type { UploadConnection, UploadControls } from './options.ts';
import type { TextField } from './platform.ts';
import { retryDelay } from './retry.ts';
import { discard, isBlob, toFile, type UploadSource } from './source.ts';

/** What the spec says about the operation. */
export interface OperationFacts extends AnswerFacts {
  authorizationHeader: string;
  fileField: string;
}

/** One upload, in the spec's names. */
export interface UploadForm {
  fields: readonly TextField[];
  source: UploadSource;
}

/**
 * Uploads one file, again where that is safe.
 *
 * @throws UploadError when there is no answer that the spec documents.
 * @throws TypeError when an argument cannot be sent.
 */
export async function upload(
  post: Post,
  facts: OperationFacts,
  connection: UploadConnection,
  form: UploadForm,
  controls: UploadControls,
): Promise<UntypedResult> {
  const file = toFile(form.source, controls.fileName);
  const interruption = watchInterruption(controls.signal, connection.timeout);
  try {
    return await attemptWithRetries(
      { ...facts, ...form, post, connection, file, controls, interruption },
      facts,
    );
  } finally {
    interruption.stop();
    discard(file);
  }
}

async function attemptWithRetries(job: Job, facts: AnswerFacts): Promise<UntypedResult> {
  const { retry } = job.connection;
  const options = typeof retry === 'number' ? { limit: retry } : (retry ?? {});
  let delay: number | undefined = 0;
  for (let made = 1; ; made += 1) {
    const { answer, failure, isBegun }: Attempt = await attemptUpload(job, delay);
    delay = retryDelay(failure?.name, answer?.response, made, options);
    const isRepeatable = !isBegun || isBlob(job.file.content);
    if (delay !== undefined && isRepeatable) continue;
    if (answer === undefined) throw failure;
    return readAnswer(answer, facts);
  }
}
