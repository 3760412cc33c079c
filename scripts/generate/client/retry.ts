import type { UploadError, UploadErrorName } from './errors.ts';

/** When an upload is tried again. */
export interface RetryOptions {
  /** How many times more, at most. Default 2. */
  limit?: number | undefined;
  /** The longest wait that is accepted, in milliseconds; a server that asks for a longer one is not asked again. Default 30000. */
  maxDelay?: number | undefined;
  /**
   * Also after a broken connection, 502 and 504, and after 503 without Retry-After. The server may have stored the
   * file by then, and will store it twice. Default false.
   */
  evenIfStored?: boolean | undefined;
}

const firstDelay = 200;

/**
 * Says how long to wait before the next attempt: after a connection that was never made, and after 429 and 503 that
 * say when to come back.
 *
 * @param made how many attempts were made.
 * @param now in milliseconds since 1970, for Retry-After dates.
 * @returns milliseconds, or undefined when there must be no other attempt.
 */
export function retryDelay(
  attempt: { response: Response } | { failure: UploadError },
  made: number,
  options: RetryOptions,
  now: number,
): number | undefined {
  const { limit = 2, maxDelay = 30_000, evenIfStored = false } = options;
  if (made > limit) return undefined;
  const backoff = firstDelay * 2 ** (made - 1);
  const delay =
    'failure' in attempt
      ? delayAfterError(attempt.failure.name, backoff, evenIfStored)
      : delayAfterAnswer(attempt.response, backoff, evenIfStored, now);
  return delay !== undefined && delay <= maxDelay ? delay : undefined;
}

function delayAfterError(name: UploadErrorName, backoff: number, evenIfStored: boolean): number | undefined {
  if (name === 'ConnectionFailedError') return backoff;
  const isBroken = name === 'ConnectionResetError' || name === 'NetworkError';
  return isBroken && evenIfStored ? backoff : undefined;
}

function delayAfterAnswer(
  { status, headers }: Response,
  backoff: number,
  evenIfStored: boolean,
  now: number,
) {
  if (status === 429 || status === 503) {
    const asked = parseRetryAfter(headers.get('Retry-After'), now);
    if (asked !== undefined) return asked;
  }
  return evenIfStored && [502, 503, 504].includes(status) ? backoff : undefined;
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3), as milliseconds from now. */
function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
