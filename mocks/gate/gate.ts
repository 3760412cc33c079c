import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyFacts, HeadFacts, Ruling } from '../../spec/rules.ts';
import type { Connections, OpenRequest } from '../http/connections.ts';
import type { Problems, TimeLimits } from '../responses/problem.ts';
import type { HandledRequest, MockResponse, RuledUpload } from './handled-request.ts';
import type { MultipartLimits, MultipartReader } from './multipart/reader.ts';
import { bodyReader, drain, type ReadingEnd, type ReadingLimits } from './read-body.ts';
import { pathOf } from './read-head.ts';

/** Everything that the gate is made of. Each part can be exchanged: that is how faulty variants are built. */
export interface GateParts {
  /** Undefined when the path is not the contract's. */
  readHead(request: IncomingMessage): HeadFacts | undefined;
  /** Undefined when the body decides. */
  ruleOnHead(head: HeadFacts, request: IncomingMessage): Ruling | undefined;
  ruleOnBody(body: BodyFacts, head: HeadFacts, request: IncomingMessage): Ruling;
  /** Makes the response that a ruling gets. */
  respond(upload: RuledUpload): MockResponse | Promise<MockResponse>;
  /** Brings a response to the client; `upload` is undefined for what never came to a ruling. */
  deliver(
    outgoing: ServerResponse,
    response: MockResponse,
    end: ReadingEnd,
    upload?: RuledUpload,
  ): Promise<void>;
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
  problems: Problems;
}

export interface Gate {
  handle(request: IncomingMessage, outgoing: ServerResponse): void;
}

/** The gate reads what comes in, has it ruled on, and brings the response back. */
export function createGate(parts: GateParts, connections: Connections): Gate {
  return {
    handle(request, outgoing) {
      const exchange: OpenRequest = { request, outgoing, interrupt: undefined };
      connections.enter(exchange);
      serve(parts, exchange)
        // A fault of the gate itself must not look like a response.
        .catch((error) => outgoing.destroy(error))
        .finally(() => connections.leave(exchange));
    },
  };
}

async function serve(parts: GateParts, exchange: OpenRequest): Promise<void> {
  const { request, outgoing } = exchange;
  const startedAt = performance.now();
  const head = parts.readHead(request);
  const early = head && parts.ruleOnHead(head, request);
  const reader = head && !early ? bodyReader(request.headers['content-type'] ?? '', parts.limits) : undefined;
  const take = reader ? reader.write : alwaysSettled;
  const end = await drain(request, take, reader === undefined, parts.readingLimits, (interrupt) => {
    exchange.interrupt = interrupt;
  });
  const upload = head && ruled(parts, request, head, early ?? reader, end);
  let response: MockResponse | undefined;
  if (end !== 'gone') response = upload ? await parts.respond(upload) : unruled(parts, head, end);

  const record = recordOf(request, startedAt, upload, response);
  const noted = parts.note(record);
  try {
    if (response !== undefined) await parts.deliver(outgoing, response, end, upload);
  } finally {
    // The client went away while its response was held back.
    if (response?.fate === undefined && !outgoing.headersSent) record.response = undefined;
    record.duration = performance.now() - startedAt;
    parts.observe(record, noted);
  }
}

const alwaysSettled = (): boolean => true;

/** The ruling on the head, or on what could be read of the body; undefined when that did not come in time. */
function ruled(
  parts: GateParts,
  request: IncomingMessage,
  head: HeadFacts,
  found: Ruling | MultipartReader | undefined,
  end: ReadingEnd,
): RuledUpload | undefined {
  if (found === undefined) return undefined;
  if ('outcome' in found) return { request, head, body: undefined, ruling: found };
  if (end === 'late' || end === 'paused') return undefined;
  const read = found.end();
  // A request that broke off is no whole upload, whatever its parts look like.
  const body = end === 'broken' ? { ...read, complete: false } : read;
  return { request, head, body, ruling: parts.ruleOnBody(body, head, request) };
}

const unruled = (
  { limits, problems }: GateParts,
  head: HeadFacts | undefined,
  end: ReadingEnd,
): MockResponse =>
  head ? problems.timedOut(end === 'paused' ? 'paused' : 'late', limits) : problems.notFound();

function recordOf(
  request: IncomingMessage,
  startedAt: number,
  upload: RuledUpload | undefined,
  response: MockResponse | undefined,
): HandledRequest {
  const { method = '', headers } = request;
  const duration = performance.now() - startedAt;
  const receivedAt = Date.now() - duration;
  return { startedAt, receivedAt, duration, method, path: pathOf(request), headers, upload, response };
}
