import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { BodyFacts, HeadFacts, Ruling } from '../../spec/rules.ts';
import { notFound, timedOut } from '../responses/problem.ts';
import type { Answer, ExchangeRecord, RuledUpload } from './exchange.ts';
import type { MultipartLimits } from './multipart/reader.ts';
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
  const connections = new WeakMap<Socket, Exchange[]>();
  return {
    handle(request, response) {
      const running = connections.get(request.socket) ?? [];
      connections.set(request.socket, running);
      const exchange: Exchange = { request, response, interrupt: undefined };
      running.push(exchange);
      serve(parts, exchange)
        // A fault of the gate itself must not look like an answer.
        .catch((error) => response.destroy(error))
        .finally(() => running.splice(running.indexOf(exchange), 1));
    },
    interrupt(socket, end) {
      const running = connections.get(socket) ?? [];
      for (const exchange of running) interruptExchange(exchange, end);
      return running.length > 0;
    },
  };
}

/** A request that is being read or answered. Pipelining makes them several on a connection. */
interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  interrupt: Interrupt | undefined;
}

function interruptExchange({ request, response, interrupt }: Exchange, end: 'broken' | 'late'): void {
  if (!request.complete) interrupt?.(end);
  // What came behind a whole request makes no sense, and ends the connection; the request is answered before.
  else if (end === 'broken') response.shouldKeepAlive = false;
}

async function serve(parts: GateParts, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const start = performance.now();
  const head = parts.readHead(request);
  const early = head && parts.ruleOnHead(head, request);
  const reader = head && !early ? bodyReader(request, parts.limits) : undefined;
  const take = reader ? reader.write : alwaysSettled;
  const end = await drain(request, take, reader === undefined, parts.patience, (interrupt) => {
    exchange.interrupt = interrupt;
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
  const { method = '', headers } = request;
  const duration = performance.now() - start;
  const receivedAt = Date.now() - duration;
  parts.observe({ receivedAt, duration, method, path: pathOf(request), headers, upload, answer });
}

const alwaysSettled = (): boolean => true;
