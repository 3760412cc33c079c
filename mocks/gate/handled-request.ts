import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { BodyFacts, HeadFacts, Ruling } from '../../spec/rules.ts';
import type { ForcedResponse } from '../responses/asked/forced-response.ts';

/** Faults of a response: the connection is reset, or there is no response at all. */
export type Fate = 'reset' | 'hang';

/** The response to the client. */
export interface MockResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Milliseconds to wait before it is sent. */
  delay?: number;
  /** Bytes per second. Default: no limit. */
  rate?: number | undefined;
  /** The fault that replaces the response. */
  fate?: Fate;
}

/** An upload that needs a response: the part that was read, and the ruling. */
export interface Upload {
  request: { headers: IncomingHttpHeaders };
  head: HeadFacts;
  /** Undefined when the head alone was rejected. */
  body: BodyFacts | undefined;
  ruling: Ruling;
  /** Bytes of the body received so far. */
  bytes: number;
  /** The response that was forced on it during reading. */
  forced?: ForcedResponse | undefined;
}

/** A request on the contract's path, as far as it was read, and its outcome. */
export interface RuledUpload extends Upload {
  request: IncomingMessage;
}

/** An exchange for listeners: once when it is decided, and once when it has ended. Nothing in it is masked yet. */
export interface HandledRequest {
  /** When the head arrived, by the monotonic clock (`performance.now()`). */
  startedAt: number;
  /** Milliseconds since the epoch. */
  receivedAt: number;
  /** Milliseconds from the request's head to the decision, and in the end to delivery. */
  duration: number;
  method: string;
  /** Without the query, which may contain a token. */
  path: string;
  headers: IncomingHttpHeaders;
  /** Bytes of the body received so far. */
  bytes: number;
  /** The upload; undefined when the path is not the contract's, or nothing was read. */
  upload: (Omit<Upload, 'ruling' | 'bytes'> & { ruling: Ruling | undefined }) | undefined;
  /** Undefined when the client disconnected before it was sent. */
  response: MockResponse | undefined;
}
