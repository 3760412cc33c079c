import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Connection, type ConnectionSettings, explain, openConnection } from './connect.ts';
import { headBytes, type WireRequest } from './encode.ts';
import { type Exchange, ExchangeError, type ReceivedResponse } from './exchange.ts';
import type { KeptConnection } from './kept-connection.ts';
import { createResponseReader } from './response.ts';

export interface SendSettings extends ConnectionSettings {
  /** Milliseconds for the whole exchange. */
  timeout: number;
}

/** Holds the request at the half of its body until this resolves; the steps of a case that go together meet there. */
export type Hold = () => Promise<void>;

export interface SendOptions {
  hold?: Hold;
  /** Where the connection comes from, and is left; without it, each request has its own. */
  kept?: KeptConnection;
  /** Milliseconds that the body waits for an early answer to its head. Default: a little for large bodies only. */
  patience?: number;
}

/** Sends one request; how it went is a fact of the exchange, never an exception. */
export type Send = (request: WireRequest, options?: SendOptions) => Promise<Exchange>;

/** Bodies above this many bytes follow their head after a pause, so that an early answer is not lost. */
const smallBody = 16 * 1024;

/** Milliseconds that a large body waits for an early answer. */
const earlyAnswerPause = 60;

const pieceSize = 64 * 1024;

/** Makes the sender that speaks to a real deployment: raw bytes, redirects not followed. */
export function createSender(settings: SendSettings): Send {
  return async (request, options = {}) => {
    const startedAt = Date.now();
    const begun = performance.now();
    const timer = AbortSignal.timeout(settings.timeout);
    const progress = { sent: false };
    const result = await exchange(request, settings, timer, options, progress).then(
      (response) => ({ response, error: null }),
      (error: Error) => ({ response: null, error: toTransportError(error) }),
    );
    return {
      request,
      ...result,
      early: !progress.sent,
      startedAt,
      durationMs: Math.round(performance.now() - begun),
    };
  };
}

function toTransportError(error: Error) {
  const { kind, message } = explain(error);
  return { kind, message };
}

async function exchange(
  request: WireRequest,
  settings: SendSettings,
  timer: AbortSignal,
  options: SendOptions,
  progress: { sent: boolean },
): Promise<ReceivedResponse> {
  const { kept } = options;
  const used = kept?.take();
  const connection = used ?? (await openConnection(settings, timer));
  const answer = receive(connection.socket, request.method, timer);
  void write(connection, request, settings, answer, options, progress);
  try {
    const response = await answer.complete;
    if (kept !== undefined && answer.keepsConnection && progress.sent) kept.keep(connection);
    else connection.socket.destroy();
    return response;
  } catch (error) {
    connection.socket.destroy();
    // A connection that waited may have been closed, at any time: no fault of either side (RFC 9112, section 9.3.1).
    const wasClosed =
      used !== undefined && !answer.begun && toTransportError(error as Error).kind === 'reset';
    if (wasClosed) return exchange(request, settings, timer, options, progress);
    throw error;
  }
}

interface Answer {
  complete: Promise<ReceivedResponse>;
  readonly begun: boolean;
  readonly keepsConnection: boolean;
}

/** Listens for as long as the socket lives: a whole answer is not changed by what comes behind it. */
function receive(socket: Socket, method: string, timer: AbortSignal): Answer {
  const reader = createResponseReader(method);
  const complete = new Promise<ReceivedResponse>((resolve, reject) => {
    const settle = () => {
      try {
        resolve(reader.finish());
      } catch (error) {
        reject(error);
      }
    };
    socket.on('data', (bytes: Buffer) => {
      try {
        if (reader.push(bytes)) settle();
      } catch (error) {
        reject(error);
      }
    });
    socket.on('end', settle);
    socket.on('error', (error) => reject(explain(error)));
    socket.on('close', settle);
    timer.addEventListener('abort', () =>
      reject(new ExchangeError('timeout', 'no complete answer within the time-out')),
    );
  });
  complete.catch(() => {});
  return {
    complete,
    get begun() {
      return reader.begun;
    },
    get keepsConnection() {
      return reader.keepsConnection;
    },
  };
}

/** Writes the request in pieces, and stops where an answer begins. Errors show on the receiving side. */
async function write(
  { socket, absoluteForm }: Connection,
  request: WireRequest,
  settings: SendSettings,
  answer: Answer,
  { hold, patience }: SendOptions,
  progress: { sent: boolean },
): Promise<void> {
  const target = absoluteForm ? new URL(settings.baseUrl).origin + request.target : request.target;
  const head = headBytes({ ...request, target });
  const { body = new Uint8Array() } = request;
  const isSmall = body.length <= smallBody;
  if (body.length === 0 || (isSmall && hold === undefined && patience === undefined && !request.chunked)) {
    socket.write(Buffer.concat([head, body, request.chunked ? lastChunk : noBytes]));
    progress.sent = true;
    return;
  }
  socket.write(head);
  const pause = patience ?? (isSmall ? 0 : earlyAnswerPause);
  if (pause > 0) await Promise.race([answer.complete, delay(pause)]).catch(() => {});
  const half = Math.ceil(body.length / 2);
  for (const { start, end } of pieces(body.length, half)) {
    if (start === half) await hold?.();
    if (answer.begun || socket.destroyed) return;
    const written = writePiece(socket, body.subarray(start, end), request.chunked, end === body.length);
    // Known before the event loop turns: an answer may come with the very next event.
    progress.sent = end === body.length;
    await written;
  }
}

const noBytes = Buffer.alloc(0);

/** RFC 9112, section 7.1: what ends a chunked body. */
const lastChunk = Buffer.from('0\r\n\r\n');

/** Cuts a body into pieces, one of which ends at the half. */
function* pieces(length: number, half: number): Generator<{ start: number; end: number }> {
  for (let start = 0, end: number; start < length; start = end) {
    end = Math.min(start + pieceSize, start < half ? half : length);
    yield { start, end };
  }
}

/** The turn of the event loop after each piece lets an answer be read before the next write could fail. */
async function writePiece(
  socket: Socket,
  piece: Uint8Array,
  chunked: boolean,
  isLast: boolean,
): Promise<void> {
  const size = Buffer.from(`${piece.length.toString(16)}\r\n`);
  const bytes = chunked
    ? Buffer.concat([size, piece, Buffer.from('\r\n'), isLast ? lastChunk : noBytes])
    : piece;
  await new Promise<void>((resolve) => {
    socket.write(bytes, () => setImmediate(resolve));
  });
}
