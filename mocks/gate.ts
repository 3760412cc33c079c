import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { BodyFacts, HeadFacts, Ruling } from '../spec/rules.ts';
import type { Answer, ExchangeRecord, RuledUpload } from './exchange.ts';
import type { MultipartLimits } from './multipart/reader.ts';
import { notFound, timedOut } from './problem.ts';
import { bodyReader, drain, type Interrupt, type Patience, type ReadingEnd } from './read-body.ts';
import { pathOf } from './read-head.ts';

/** Everything that the gate is made of. Each part can be exchanged: that is how faulty variants are built. */
export interface GateParts {
  /** Undefined when the path is not the contract's. */
  readHead(request: IncomingMessage): HeadFacts | undefined;
  /** Undefined when the body decides. */
  ruleOnHead(head: HeadFacts, request: IncomingMessage): Ruling | undefined;
  ruleOnBody(body: BodyFacts, head: HeadFacts, request: IncomingMessage): Ruling;
  /** The answer that a ruling gets. */
  answer(upload: RuledUpload): Answer | Promise<Answer>;
  /** Brings an answer to the client; `upload` is undefined for what never came to a ruling. */
  deliver(response: ServerResponse, answer: Answer, end: ReadingEnd, upload?: RuledUpload): Promise<void>;
  /** Is told of each exchange when it is over. */
  observe(record: ExchangeRecord): void;
  limits: MultipartLimits;
  patience: Patience;
}

export interface Gate {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /**
   * Ends the reading of the request that is coming in on a socket.
   *
   * @returns false when the socket has no request that is being read or answered.
   */
  interrupt(socket: Socket, end: 'broken' | 'late'): boolean;
}

/** The gate reads what comes in, has it ruled on, and brings the answer back. */
export function createGate(parts: GateParts): Gate {
  const connections = new WeakMap<Socket, Running>();
  return {
    handle(request, response) {
      const running = connections.get(request.socket) ?? new Set();
      connections.set(request.socket, running);
      // A fault of the gate itself must not look like an answer.
      serve(parts, request, response, running).catch((error) => response.destroy(error));
    },
    interrupt(socket, end) {
      const running: Running = connections.get(socket) ?? new Set();
      for (const exchange of running) exchange.interrupt(end);
      return running.size > 0;
    },
  };
}

/** What is going on on a connection: requests that are being read or answered. Pipelining makes them several. */
type Running = Set<{ interrupt: Interrupt }>;

async function serve(
  parts: GateParts,
  request: IncomingMessage,
  response: ServerResponse,
  running: Running,
): Promise<void> {
  const start = performance.now();
  const head = parts.readHead(request);
  const early = head && parts.ruleOnHead(head, request);
  const reader = head && !early ? bodyReader(request, parts.limits) : undefined;
  const take = reader ? reader.write : alwaysSettled;
  const exchange = { interrupt: (_: 'broken' | 'late') => {} };
  running.add(exchange);
  const end = await drain(request, take, reader === undefined, parts.patience, (interrupt) => {
    exchange.interrupt = (reason) => {
      if (!request.complete) return interrupt(reason);
      // What came behind a whole request makes no sense, and ends the connection; the request is answered before.
      if (reason === 'broken') response.shouldKeepAlive = false;
    };
  });

  let upload: RuledUpload | undefined;
  if (head && early) upload = { request, head, body: undefined, ruling: early };
  if (head && reader && end !== 'late') {
    const read = reader.end();
    // A request that broke off is no whole upload, whatever its parts look like.
    const body = end === 'broken' ? { ...read, complete: false } : read;
    upload = { request, head, body, ruling: parts.ruleOnBody(body, head, request) };
  }
  let answer: Answer | undefined;
  if (end !== 'gone') {
    answer = upload ? await parts.answer(upload) : head ? timedOut() : notFound();
    await parts.deliver(response, answer, end, upload);
  }
  running.delete(exchange);
  const { method = '', headers } = request;
  const duration = performance.now() - start;
  const receivedAt = Date.now() - duration;
  parts.observe({ receivedAt, duration, method, path: pathOf(request), headers, upload, answer });
}

const alwaysSettled = (): boolean => true;
