import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { BodyFacts, HeadFacts, Ruling } from '../../spec/rules.ts';
import type { ForcedResponse } from '../responses/asked/forced-response.ts';

/** What can happen to a response on its way: the connection is reset, or nothing ever comes. */
export type Fate = 'reset' | 'hang';

/** What goes back to the client. */
export interface MockResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Milliseconds to wait before it is sent. */
  delay?: number;
  /** Bytes a second; as fast as can be when left out. */
  rate?: number | undefined;
  /** What happens instead of sending it. */
  fate?: Fate;
}

/** An upload that a response is made for: as far as it was read, and what the contract says of it. */
export interface Upload {
  request: { headers: IncomingHttpHeaders };
  head: HeadFacts;
  /** Undefined when the head alone was refused. */
  body: BodyFacts | undefined;
  ruling: Ruling;
  /** Bytes of the body that have come. */
  bytes: number;
  /** The response that was forced on it while it came in. */
  forced?: ForcedResponse | undefined;
}

/** A request on the contract's path, as far as it was read, and what becomes of it. */
export interface RuledUpload extends Upload {
  request: IncomingMessage;
}

/** An exchange, for those who watch: as it was decided, and once more when it is over. Nothing in it is masked yet. */
export interface HandledRequest {
  /** When the head had come, by the clock that only runs forwards (`performance.now()`). */
  startedAt: number;
  /** Milliseconds since the epoch. */
  receivedAt: number;
  /** Milliseconds from the request's head to its response: decided at first, delivered in the end. */
  duration: number;
  method: string;
  /** Without the query: it may hold a token. */
  path: string;
  headers: IncomingHttpHeaders;
  /** Bytes of the body that have come. */
  bytes: number;
  /** What is known of the upload; undefined when the request reached no path of the contract, or nothing was read of it. */
  upload: (Omit<Upload, 'ruling' | 'bytes'> & { ruling: Ruling | undefined }) | undefined;
  /** Undefined when the client was gone before it was sent. */
  response: MockResponse | undefined;
}
