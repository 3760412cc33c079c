import { explainConnectionFault } from '#platform';
import { UploadError } from './errors.ts';
import { hide, messages } from './messages.ts';

/** How far an attempt came. */
export interface Sent {
  /** It is in no error. */
  token?: string;
  /** The request was handed to `fetch`. */
  any?: boolean;
  /** So was the whole of its body. */
  all?: boolean;
}

/**
 * Gives what ended an attempt a name.
 *
 * @param interruption ended it from outside if it is aborted; its reason is handed on as it is.
 * @param sent tells whether the whole upload may have been on its way.
 */
export function nameFailure(thrown: unknown, { aborted, reason }: AbortSignal, sent: Sent): UploadError {
  const mayBeStored = !!(sent.any && sent.all);
  if (aborted) {
    const name = reason?.name === 'TimeoutError' ? 'TimeoutError' : 'AbortError';
    return new UploadError(name, messages[name], { cause: reason, mayBeStored });
  }
  const chain: Error[] = [];
  for (let error = thrown; error instanceof Error && !chain.includes(error); error = error.cause) {
    // Without a response, it is not known from the error whether all was sent.
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

/** What `fetch` throws may hold the request, or what the server repeats of it: only its words are kept. */
function copy(error: Error & { code?: unknown }, cause: Error | undefined, { token = '' }: Sent): Error {
  const clean: typeof error = new Error('', cause && { cause });
  for (const key of ['name', 'message', 'stack', 'code'] as const) {
    if (error[key]) clean[key] = hide(String(error[key]), token);
  }
  return clean;
}
