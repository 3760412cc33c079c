import type { WireRequest } from '../request/encode.ts';

/** What happened on the wire: facts only, neither judged nor redacted. */
export interface Exchange {
  request: WireRequest;
  /** Null when no complete response came. */
  response: ReceivedResponse | null;
  error: TransportError | null;
  /** The response began, or the connection broke off, before the request was fully sent. */
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
  /** True when the content was longer than what `body` holds. */
  cut: boolean;
}

export type TransportErrorKind =
  | 'unreachable'
  | 'name-not-found'
  | 'tls'
  | 'proxy'
  | 'reset'
  | 'timeout'
  /** Told to come back later too often, or for too long. */
  | 'rate-limited'
  /** HTTP clients reject it. */
  | 'malformed-response'
  /** Something else than HTTP is spoken there. */
  | 'not-http';

export interface TransportError {
  kind: TransportErrorKind;
  message: string;
}

/** Thrown inside the sender; the engine records it as a fact of the exchange. */
export class ExchangeError extends Error {
  override name = 'ExchangeError';
  readonly kind: TransportErrorKind;
  constructor(kind: TransportErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The response is one that HTTP clients reject, for this reason: a clause with `it` or `its`. */
export const malformed = (reason: string): ExchangeError =>
  new ExchangeError('malformed-response', `HTTP clients reject the response: ${reason}`);

/** The values of all field lines of this name, in any letter case. */
export const valuesOf = (headers: readonly [string, string][], name: string): string[] =>
  headers.filter(([candidate]) => candidate.toLowerCase() === name).map(([, value]) => value);

/** The last header of this name, in any letter case. */
export function header(headers: readonly [string, string][], name: string): string | undefined {
  return headers.findLast(([candidate]) => candidate.toLowerCase() === name.toLowerCase())?.[1];
}

/** The upload was accepted, as far as the status says. */
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
