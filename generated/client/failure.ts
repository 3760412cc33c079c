// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { nameConnectionFault } from '#platform';
import { UploadError } from './errors.ts';

/** For failures that carry no detail. */
export const messages = {
  ConnectionFailedError: 'There is no connection to the server. Nothing was sent.',
  ConnectionResetError: 'The connection broke before the answer came. The server may have refused early.',
  TimeoutError: 'The answer took too long.',
  RedirectError: 'The server redirects. That is not followed.',
  AbortError: 'The upload was aborted.',
  NetworkError: 'The request failed: network, TLS, or in a browser CORS.',
};

/**
 * Gives what ended an attempt a name.
 *
 * @param interruption ended it from outside if it is aborted.
 * @param isComplete whether the whole upload was on its way.
 */
export function nameFailure(cause: unknown, interruption: AbortSignal, isComplete: boolean): UploadError {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if (error instanceof UploadError) return error;
  }
  const name = interruption.aborted ? nameOfReason(interruption.reason) : nameConnectionFault(cause);
  const mayBeStored = isComplete && name !== 'ConnectionFailedError';
  return new UploadError(name, messages[name], { cause, mayBeStored });
}

const nameOfReason = (reason: unknown) =>
  (reason as Error | undefined)?.name === 'TimeoutError' ? 'TimeoutError' : 'AbortError';
