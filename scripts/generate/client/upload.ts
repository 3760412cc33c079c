import { type AnswerFacts, readAnswer, type UntypedResult } from './answer.ts';
import { attemptUpload, type Job, type Post } from './attempt.ts';
import { nameFailure } from './failure.ts';
import { type Interruption, watchInterruption } from './interruption.ts';
import type { TextField } from './multipart.ts';
import type { UploadConnection, UploadControls } from './options.ts';
import { retryDelay } from './retry.ts';
import { openFile, type UploadSource } from './source.ts';

/** What the spec says about the operation. */
export interface OperationFacts extends AnswerFacts {
  authorizationHeader: string;
  fileField: string;
}

/** One upload, in the spec's names. */
export interface UploadForm {
  fields: readonly TextField[];
  file: UploadSource;
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
  const file = openFile(form.file, controls.fileName);
  const interruption = watchInterruption(controls.signal, connection.timeout);
  const { authorizationHeader, fileField } = facts;
  const { fields } = form;
  try {
    const attempt = await attemptWithRetries({
      post,
      authorizationHeader,
      connection,
      fields,
      fileField,
      file,
      controls,
      interruption,
    });
    if ('failure' in attempt) throw attempt.failure;
    return readAnswer(attempt, facts);
  } finally {
    interruption.stop();
    file.cancel();
  }
}

async function attemptWithRetries(job: Job) {
  const { retry } = job.connection;
  const options = typeof retry === 'number' ? { limit: retry } : (retry ?? {});
  for (let made = 1; ; made += 1) {
    const attempt = await attemptUpload(job);
    const delay = job.file.canBeRead() ? retryDelay(attempt, made, options, Date.now()) : undefined;
    if (delay === undefined) return attempt;
    await pause(delay, job.interruption);
  }
}

async function pause(milliseconds: number, { signal, interrupted }: Interruption): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await Promise.race([over, interrupted]);
  } catch (reason) {
    throw nameFailure(reason, signal, false);
  } finally {
    clearTimeout(timer);
  }
}
