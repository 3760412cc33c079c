import { attemptUpload, type Job, type Post } from './attempt.ts';
import { UploadError } from './errors.ts';
import { watchInterruption } from './interruption.ts';
import type { UploadConnection, UploadControls } from './options.ts';
import type { TextField } from './platform.ts';
import { mayBeStoredAfter, type ResponseFacts, type UntypedResult } from './response.ts';
import { retryDelay } from './retry.ts';
import { discard, isWhole, toFile, type UploadSource } from './source.ts';

/** The spec's facts about the operation. */
export interface OperationFacts extends ResponseFacts {
  /** The header that carries the token, and its prefix there; undefined when none is required. */
  authorization?: readonly [header: string, prefix: string];
  fileField: string;
}

/** One upload, in the spec's names. */
export interface UploadForm {
  fields: readonly TextField[];
  source: UploadSource;
}

/**
 * Uploads one file, and retries when that is safe.
 *
 * @throws UploadError when there is no response that the spec documents.
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
    return await attemptWithRetries({ ...facts, ...form, post, connection, file, controls, interruption });
  } finally {
    interruption.stop();
    discard(file);
  }
}

async function attemptWithRetries(job: Job): Promise<UntypedResult> {
  const { retry } = job.connection;
  const options = typeof retry === 'number' ? { limit: retry } : (retry ?? {});
  let delay: number | undefined = 0;
  let mayBeStored = false;
  for (let made = 1; ; made += 1) {
    const outcome: UntypedResult | UploadError = await attemptUpload(job, delay);
    const isFailure = outcome instanceof UploadError;
    delay = retryDelay(outcome, made, options);
    mayBeStored ||= isFailure ? outcome.mayBeStored : mayBeStoredAfter(outcome.status);
    if (delay === undefined || !isWhole(job.file)) {
      if (isFailure) throw Object.assign(outcome, { mayBeStored });
      return outcome;
    }
  }
}
