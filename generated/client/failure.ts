// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { UploadError, type UploadErrorName } from './errors.ts';

/** Codes of Node and undici for what can go wrong before anything was sent. */
const notConnected = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
];
const reset = ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'UND_ERR_SOCKET'];
const timedOut = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'];

const messages = {
  ConnectionFailedError: 'No connection to the server could be made. Nothing was sent.',
  ConnectionResetError:
    'The connection broke before the answer came. A server that refuses an upload before it has read it can cause this.',
  TimeoutError: 'The answer took too long.',
  AbortError: 'The upload was aborted.',
  NetworkError:
    'The request failed, and the platform does not say where: network, TLS, or CORS in a browser.',
} satisfies Partial<Record<UploadErrorName, string>>;

/**
 * Gives what `fetch` throws a name.
 *
 * @param interruption what ended the attempt from outside: its reason, if there was any.
 * @param mayBeStored whether the whole upload was on its way.
 */
export function nameFailure(cause: unknown, interruption: AbortSignal, mayBeStored: boolean): UploadError {
  const known = chain(cause).find((error) => error instanceof UploadError);
  if (known !== undefined) return known;
  const name = interruption.aborted ? nameOfReason(interruption.reason) : nameOfCodes(chain(cause));
  const stored = mayBeStored && name !== 'ConnectionFailedError';
  return new UploadError(name, messages[name], { cause, mayBeStored: stored });
}

const nameOfReason = (reason: unknown) =>
  (reason as Error | undefined)?.name === 'TimeoutError' ? 'TimeoutError' : 'AbortError';

function nameOfCodes(errors: unknown[]): keyof typeof messages {
  const codes = errors.map((error) => (error as { code?: unknown }).code);
  const isAny = (list: readonly unknown[]) => codes.some((code) => list.includes(code));
  if (isAny(notConnected)) return 'ConnectionFailedError';
  if (isAny(timedOut)) return 'TimeoutError';
  return isAny(reset) ? 'ConnectionResetError' : 'NetworkError';
}

/** An error and its causes. */
function chain(error: unknown): unknown[] {
  if (typeof error !== 'object' || error === null) return [];
  return [error, ...chain((error as Error).cause)];
}
