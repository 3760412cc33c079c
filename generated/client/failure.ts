// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { explainConnectionFault } from '#platform';
import { UploadError } from './errors.ts';
import { hide, messages } from './messages.ts';

/** The progress of an attempt. */
export interface Sent {
  /** The token, which no error contains. */
  token?: string;
  /** The request was passed to `fetch`. */
  any?: boolean;
  /** The whole body was passed on, too. */
  all?: boolean;
}

/**
 * Names the reason that ended an attempt.
 *
 * @param interruption the reason if it is aborted; its own reason is returned unchanged.
 * @param sent whether the whole upload may have been sent.
 */
export function nameFailure(thrown: unknown, { aborted, reason }: AbortSignal, sent: Sent): UploadError {
  const mayBeStored = !!(sent.any && sent.all);
  if (aborted) {
    const name = reason?.name === 'TimeoutError' ? 'TimeoutError' : 'AbortError';
    return new UploadError(name, messages[name], { cause: reason, mayBeStored });
  }
  const chain: Error[] = [];
  for (let error = thrown; error instanceof Error && !chain.includes(error); error = error.cause) {
    // Without a response, the error does not show whether everything was sent.
    if (error instanceof UploadError) return error.status ? error : Object.assign(error, { mayBeStored });
    chain.push(error);
  }
  const [name, message] = sent.any
    ? explainConnectionFault(chain)
    : (['InvalidRequestError', messages.InvalidRequestError] as const);
  let cause: Error | undefined;
  for (const error of chain.reverse()) cause = copy(error, cause, sent);
  return new UploadError(name, message, {
    cause,
    mayBeStored: mayBeStored && name !== 'ConnectionFailedError',
  });
}

/** An error of `fetch` may contain the request, or data that the server repeats: only its text is kept. */
function copy(error: Error & { code?: unknown }, cause: Error | undefined, { token = '' }: Sent): Error {
  const clean: typeof error = new Error('', cause && { cause });
  for (const key of ['name', 'message', 'stack', 'code'] as const) {
    if (error[key]) clean[key] = hide(String(error[key]), token);
  }
  return clean;
}
