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

/** The parts of the gate. Each can be replaced, which is how faulty variants are built. */
export interface GateParts {
  /** Undefined when the path is not the contract's. */
  readHead(request: IncomingMessage): HeadFacts | undefined;
  /** Undefined when the body decides. */
  ruleOnHead(head: HeadFacts, request: IncomingMessage): Ruling | undefined;
  ruleOnBody(body: BodyFacts, head: HeadFacts, request: IncomingMessage): Ruling;
  /** How an upload is read; undefined when it is read as it arrives. */
  course(head: HeadFacts, request: IncomingMessage, soFar: (() => BodySoFar) | undefined): Course | undefined;
  /** Makes the response to a ruling. */
  respond(upload: RuledUpload): MockResponse | Promise<MockResponse>;
  /** Makes a response that was forced on an upload before its ruling. */
  respondEarly(forced: ForcedResponse, cut: Cut, bytes: number): MockResponse;
  /** Sends a response to the client; `upload` is undefined when there was no ruling. */
  deliver(
    outgoing: ServerResponse,
    response: MockResponse,
    end: ReadingEnd,
    upload?: RuledUpload,
  ): void | Promise<void>;
  /**
   * Called with each exchange when its response is decided, so that a client that has the response finds the exchange in
   * the journal.
   *
   * @returns the number of the journal entry.
   */
  note(record: HandledRequest): number;
  /** Called with each exchange when it has ended. */
  observe(record: HandledRequest, noted: number): void;
  limits: MultipartLimits & TimeLimits;
  readingLimits: ReadingLimits;
  /** Undefined when digests of files are not needed. */
  createDigest: CreateDigest | undefined;
  problems: Problems;
}

export interface Gate {
  handle(request: IncomingMessage, outgoing: ServerResponse): void;
}

/** The gate reads a request, gets a ruling on it, and sends the response. */
export function createGate(parts: GateParts, connections: Connections): Gate {
  return {
    handle(request, outgoing) {
      void serve(parts, { request, outgoing, interrupt: undefined }, connections);
    },
  };
}

/** Awaits only what is still pending: a promise per step would take a tenth of the time of a small upload. */
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
      if (hasLeft(outgoing, response?.fate === undefined)) noteLeft(record, end);
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

/** How a request is read, as far as it affects the ruling. */
interface Reading {
  head: HeadFacts | undefined;
  /** The ruling on the head alone. */
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

/** An upload as it was read, with its ruling if there is one. */
type SeenUpload = Omit<RuledUpload, 'ruling'> & { ruling: Ruling | undefined };

const isRuled = (upload: SeenUpload): upload is RuledUpload => upload.ruling !== undefined;

/** The ruling on the head, or on the part of the body that was read; none when the body was late or incomplete. */
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
  // An incomplete request is not an upload, whatever its parts look like.
  const body = end === 'complete' || end === 'cut' ? whole : { ...whole, complete: false };
  const isWhole = end === 'complete' || end === 'cut' || end === 'broken';
  const ruling = isWhole ? parts.ruleOnBody(body, head, request) : undefined;
  return { request, head, body, ruling, bytes, forced };
}

/** The response to send; undefined when the client has disconnected. */
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

/** The client disconnected before the response; a body that ends for this reason is not malformed. */
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
