import type { UploadErrorName } from './errors.ts';

/** When to retry an upload. */
export interface RetryOptions {
  /** The maximum number of retries. Default: 2. */
  limit?: number | undefined;
  /**
   * The longest wait that is accepted, in milliseconds; if a server asks for a longer one, the upload is not retried.
   * Default: 30000.
   */
  maxDelay?: number | undefined;
  /**
   * Also retries after a broken connection, 502 and 504, and after 503 without Retry-After. The server may already have
   * stored the file, and then stores it twice. Default: false.
   */
  evenIfStored?: boolean | undefined;
}

/** The outcome of an attempt. */
interface Attempted {
  name?: UploadErrorName;
  response?: Response | undefined;
}

const firstDelay = 200;

/**
 * Decides how long to wait before a retry: after a connection that was never made, and after 429 and 503 with
 * Retry-After.
 *
 * @param outcome a response, or why there is none.
 * @param made how many attempts were made.
 * @returns milliseconds, or undefined for no retry.
 */
export function retryDelay(
  { name, response }: Attempted,
  made: number,
  { limit = 2, maxDelay = 30_000, evenIfStored = false }: RetryOptions,
): number | undefined {
  if (made > limit) return undefined;
  const status = response?.status ?? 0;
  const isBroken = /^(Connection|Network)/.test(name ?? '') || [502, 503, 504].includes(status);
  const asked = [429, 503].includes(status)
    ? parseRetryAfter(response?.headers.get('Retry-After') ?? '')
    : undefined;
  const backsOff = name === 'ConnectionFailedError' || (isBroken && evenIfStored);
  // Undefined compares like NaN: it is within no limit.
  const delay = (asked ?? (backsOff ? firstDelay * 2 ** (made - 1) : undefined)) as number;
  return delay <= maxDelay ? delay : undefined;
}

/**
 * Seconds or an HTTP date (RFC 9110, section 10.2.3), as milliseconds from now. `Date.parse` alone would read '1.5' as a
 * date in the past.
 */
function parseRetryAfter(value: string): number | undefined {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // An invalid date gives NaN, a wait that is never accepted.
  return /^[A-Z].+ GMT$/.test(value) ? Math.max(0, Date.parse(value) - Date.now()) : undefined;
}
