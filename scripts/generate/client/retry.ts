import type { UploadErrorName } from './errors.ts';

/** When an upload is tried again. */
export interface RetryOptions {
  /** How many times more, at most. Default 2. */
  limit?: number | undefined;
  /** The longest wait that is accepted, in milliseconds; who asks for a longer one is not asked again. Default 30000. */
  maxDelay?: number | undefined;
  /**
   * Also after a broken connection, 502 and 504, and after 503 without Retry-After. The server may have stored the
   * file by then, and will store it twice. Default false.
   */
  evenIfStored?: boolean | undefined;
}

/** What became of an attempt. */
interface Attempted {
  name?: UploadErrorName;
  response?: Response | undefined;
}

const firstDelay = 200;

/**
 * Says how long to wait before the next attempt: after a connection that was never made, and after 429 and 503 that
 * say when to come back.
 *
 * @param outcome a response, or why there is none.
 * @param made how many attempts were made.
 * @returns milliseconds, or undefined when there must be no other attempt.
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
  // Undefined compares like NaN: it is within no bound.
  const delay = (asked ?? (backsOff ? firstDelay * 2 ** (made - 1) : undefined)) as number;
  return delay <= maxDelay ? delay : undefined;
}

/**
 * Seconds or an HTTP date (RFC 9110, section 10.2.3), as milliseconds from now. `Date.parse` alone would take '1.5' for
 * a day long past.
 */
function parseRetryAfter(value: string): number | undefined {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // What is no date after all makes NaN, a wait that nobody accepts.
  return /^[A-Z].+ GMT$/.test(value) ? Math.max(0, Date.parse(value) - Date.now()) : undefined;
}
