import type { WireRequest } from '../request/encode.ts';

/** What happened on the wire: facts only, neither judged nor redacted. */
export interface Exchange {
  request: WireRequest;
  /** Null when there was no complete response. */
  response: ReceivedResponse | null;
  error: TransportError | null;
  /** The response began, or the connection broke, before the request was fully sent. */
  early: boolean;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Milliseconds from opening the connection to the end of the response or the error. */
  durationMs: number;
}

export interface ReceivedResponse {
  status: number;
  reason: string;
  headers: [name: string, value: string][];
  /** The content, decoded; cut at `maxBodySize`. */
  body: Buffer;
  /** True when the content was longer than `body`. */
  cut: boolean;
}

export type TransportErrorKind =
  | 'unreachable'
  | 'name-not-found'
  | 'tls'
  | 'proxy'
  | 'reset'
  | 'timeout'
  /** Got Retry-After too often, or for too long. */
  | 'rate-limited'
  /** HTTP clients reject the response. */
  | 'malformed-response'
  /** The other side does not speak HTTP. */
  | 'not-http';

export interface TransportError {
  kind: TransportErrorKind;
  message: string;
}

/** Thrown inside the sender; the engine turns it into a fact of the exchange. */
export class ExchangeError extends Error {
  override name = 'ExchangeError';
  readonly kind: TransportErrorKind;
  constructor(kind: TransportErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** For a response that HTTP clients reject, with the reason: a clause with `it` or `its`. */
export const malformed = (reason: string): ExchangeError =>
  new ExchangeError('malformed-response', `HTTP clients reject the response: ${reason}`);

/** The values of all field lines of this name, in any letter case. */
export const valuesOf = (headers: readonly [string, string][], name: string): string[] =>
  headers.filter(([candidate]) => candidate.toLowerCase() === name).map(([, value]) => value);

/** The last header of this name, in any letter case. */
export function header(headers: readonly [string, string][], name: string): string | undefined {
  return headers.findLast(([candidate]) => candidate.toLowerCase() === name.toLowerCase())?.[1];
}

/** The upload was accepted, according to the status. */
export const isAccepted = (response: Pick<ReceivedResponse, 'status'> | null): boolean =>
  response !== null && response.status >= 200 && response.status <= 299;

/** How an exchange ended, in a few words. */
export function outcome({
  response,
  error,
}: {
  response: Pick<ReceivedResponse, 'status' | 'reason'> | null;
  error: TransportError | null;
}): string {
  if (error?.kind === 'malformed-response') return error.message;
  if (response === null) return `no response: ${error?.message ?? 'unknown'}`;
  return `status ${response.status}${response.reason === '' ? '' : ` ${response.reason}`}`;
}
