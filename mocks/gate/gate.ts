import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyFacts, HeadFacts, Ruling } from '../../spec/rules.ts';
import type { Connections, OpenRequest } from '../http/connections.ts';
import { hasLeft } from '../http/left.ts';
import type { ForcedResponse } from '../responses/asked/forced-response.ts';
import type { Problems, TimeLimits } from '../responses/problem.ts';
import type { BodySoFar, Course, Cut } from './course.ts';
import type { HandledRequest, MockResponse, RuledUpload } from './handled-request.ts';
import type { CreateDigest } from './multipart/part.ts';
import type { MultipartLimits, MultipartReader } from './multipart/reader.ts';
import { bodyReader, drain } from './read-body.ts';
import { pathOf } from './read-head.ts';
import type { Interrupt, ReadingEnd, ReadingLimits, Received } from './reading.ts';

/** Everything that the gate is made of. Each part can be exchanged: that is how faulty variants are built. */
export interface GateParts {
  /** Undefined when the path is not the contract's. */
  readHead(request: IncomingMessage): HeadFacts | undefined;
  /** Undefined when the body decides. */
  ruleOnHead(head: HeadFacts, request: IncomingMessage): Ruling | undefined;
  ruleOnBody(body: BodyFacts, head: HeadFacts, request: IncomingMessage): Ruling;
  /** The course that an upload takes while it comes in; undefined for one that is read as it comes. */
  course(head: HeadFacts, request: IncomingMessage, soFar: (() => BodySoFar) | undefined): Course | undefined;
  /** Makes the response that a ruling gets. */
  respond(upload: RuledUpload): MockResponse | Promise<MockResponse>;
  /** Makes the response that was forced on an upload before it could be ruled on. */
  respondEarly(forced: ForcedResponse, cut: Cut, bytes: number): MockResponse;
  /** Brings a response to the client; `upload` is undefined for what never came to a ruling. */
  deliver(
    outgoing: ServerResponse,
    response: MockResponse,
    end: ReadingEnd,
    upload?: RuledUpload,
  ): void | Promise<void>;
  /**
   * Is told of each exchange when its response is decided: whoever sees the response finds the exchange noted.
   *
   * @returns the number under which it was noted.
   */
  note(record: HandledRequest): number;
  /** Is told of each exchange when it is over. */
  observe(record: HandledRequest, noted: number): void;
  limits: MultipartLimits & TimeLimits;
  readingLimits: ReadingLimits;
  /** Undefined where no digests of files are asked for. */
  createDigest: CreateDigest | undefined;
  problems: Problems;
}

export interface Gate {
  handle(request: IncomingMessage, outgoing: ServerResponse): void;
}

/** The gate reads what comes in, has it ruled on, and brings the response back. */
export function createGate(parts: GateParts, connections: Connections): Gate {
  return {
    handle(request, outgoing) {
      void serve(parts, { request, outgoing, interrupt: undefined }, connections);
    },
  };
}

/** Waits only for what is not there yet: a promise for each step would take a tenth of the time of a small upload. */
async function serve(parts: GateParts, exchange: OpenRequest, connections: Connections): Promise<void> {
  const { request, outgoing } = exchange;
  connections.enter(exchange);
  try {
    const startedAt = performance.now();
    const received: Received = { bytes: 0 };
    const reading = openReading(parts, request);
    const end = await read(parts, exchange, reading, received);
    const seen = seenOf(parts, reading, end, request, received.bytes);
    const upload = seen !== undefined && isRuled(seen) ? seen : undefined;
    const made = responseTo(parts, reading, end, upload, received.bytes);
    const response = made instanceof Promise ? await made : made;

    const record = recordOf(request, startedAt, received, seen, response);
    const noted = parts.note(record);
    try {
      const sent = response && parts.deliver(outgoing, response, end, upload);
      if (sent instanceof Promise) await sent;
    } finally {
      if (response?.fate === undefined && hasLeft(outgoing)) noteLeft(record, end);
      record.bytes = received.bytes;
      record.duration = performance.now() - startedAt;
      parts.observe(record, noted);
    }
  } catch (error) {
    // A fault of the gate itself must not look like a response.
    outgoing.destroy(error as Error);
  } finally {
    connections.leave(exchange);
  }
}

/** How a request is read, as far as it decides. */
interface Reading {
  head: HeadFacts | undefined;
  /** What the head alone decided. */
  early: Ruling | undefined;
  reader: MultipartReader | undefined;
  course: Course | undefined;
}

function openReading(parts: GateParts, request: IncomingMessage): Reading {
  const head = parts.readHead(request);
  const early = head && parts.ruleOnHead(head, request);
  const contentType = request.headers['content-type'] ?? '';
  const reader = head && !early ? bodyReader(contentType, parts.limits, parts.createDigest) : undefined;
  const course = head && parts.course(head, request, reader?.soFar);
  return { head, early, reader, course };
}

function read(
  { readingLimits }: GateParts,
  exchange: OpenRequest,
  { reader, course }: Reading,
  received: Received,
): Promise<ReadingEnd> {
  const take = reader ? reader.write : alwaysSettled;
  const onInterrupt = (interrupt: Interrupt): void => {
    exchange.interrupt = interrupt;
  };
  return drain(exchange.request, take, !reader, readingLimits, received, course, onInterrupt);
}

const alwaysSettled = (): boolean => true;

const isCut = (end: ReadingEnd): end is Cut => end === 'stall' || end === 'reset' || end === 'early';

/** An upload as it was read, with its ruling where it came to one. */
type SeenUpload = Omit<RuledUpload, 'ruling'> & { ruling: Ruling | undefined };

const isRuled = (upload: SeenUpload): upload is RuledUpload => upload.ruling !== undefined;

/** The ruling on the head, or on what could be read of the body; none when that did not come in time, or as a whole. */
function seenOf(
  parts: GateParts,
  { head, early, reader, course }: Reading,
  end: ReadingEnd,
  request: IncomingMessage,
  bytes: number,
): SeenUpload | undefined {
  if (head === undefined) return undefined;
  const forced = course?.forced;
  if (reader === undefined) return { request, head, body: undefined, ruling: early, bytes, forced };
  const whole = reader.end();
  // A request that broke off is no whole upload, whatever its parts look like.
  const body = end === 'complete' || end === 'cut' ? whole : { ...whole, complete: false };
  const isWhole = end === 'complete' || end === 'cut' || end === 'broken';
  const ruling = isWhole ? parts.ruleOnBody(body, head, request) : undefined;
  return { request, head, body, ruling, bytes, forced };
}

/** The response that is due; undefined when there is nobody left to send it to. */
function responseTo(
  parts: GateParts,
  { head, course }: Reading,
  end: ReadingEnd,
  upload: RuledUpload | undefined,
  bytes: number,
): MockResponse | Promise<MockResponse> | undefined {
  const { limits, problems } = parts;
  if (isCut(end)) return parts.respondEarly(course?.forced ?? {}, end, bytes);
  if (end === 'gone') return undefined;
  if (upload !== undefined) return parts.respond(upload);
  return head ? problems.timedOut(end === 'paused' ? 'paused' : 'late', limits) : problems.notFound();
}

/** The client went away before it had its response; a body that broke off because of that is no malformed one. */
function noteLeft(record: HandledRequest, end: ReadingEnd): void {
  record.response = undefined;
  if (end === 'broken' && record.upload?.body) record.upload = { ...record.upload, ruling: undefined };
}

function recordOf(
  request: IncomingMessage,
  startedAt: number,
  { bytes }: Received,
  upload: HandledRequest['upload'],
  response: MockResponse | undefined,
): HandledRequest {
  const { method = '', headers } = request;
  const duration = performance.now() - startedAt;
  const receivedAt = Date.now() - duration;
  const path = pathOf(request);
  return { startedAt, receivedAt, duration, method, path, headers, bytes, upload, response };
}
