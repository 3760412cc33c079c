import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { headBytes, lengthOf, type WireRequest } from '../request/encode.ts';
import { type Connect, type Connection, type ConnectionSettings, createConnector } from './connect.ts';
import { explain } from './connection-advice.ts';
import { type Exchange, ExchangeError, type ReceivedResponse } from './exchange.ts';
import type { KeptConnection } from './kept-connection.ts';
import { decodeContent } from './response/content-coding.ts';
import { createResponseReader } from './response/response.ts';

export interface SendSettings extends ConnectionSettings {
  /** Milliseconds for the whole exchange. */
  timeout: number;
}

/** Pauses the request halfway through its body until this resolves; concurrent steps of a case synchronise there. */
export type Hold = () => Promise<void>;

export interface SendOptions {
  /** Cancels the exchange when it aborts. */
  signal?: AbortSignal;
  hold?: Hold;
  /** Where the connection comes from and is left; without it, each request opens its own. */
  kept?: KeptConnection;
  /**
   * How long to wait for an early response before the next bytes. Default: briefly, between head and body of large
   * requests.
   */
  pauses?: Pauses;
}

/** Milliseconds. */
export interface Pauses {
  afterHead: number;
  afterPiece: number;
}

/** Sends one request. The result is a fact of the exchange, never an exception. */
export type Send = (request: WireRequest, options?: SendOptions) => Promise<Exchange>;

/** Bodies above this many bytes follow their head after a pause, so that an early response is not lost. */
export const largestUnpaused = 16 * 1024;

/** Milliseconds that a large body waits for an early response. */
const earlyResponsePause = 60;

/** Bytes to write at once. */
const portionSize = 64 * 1024;

/** Makes the sender for a real deployment: raw bytes, redirects not followed. */
export function createSender(settings: SendSettings): Send {
  const connect = createConnector(settings);
  return async (request, options = {}) => {
    const startedAt = Date.now();
    const begun = performance.now();
    using timer = startTimer(settings.timeout, options.signal);
    const progress = { sent: false };
    const result = await exchange(request, connect, timer.signal, options, progress).then(
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

/** Aborts at the time-out, or with the signal. Node can collect a signal of `AbortSignal.any` before it aborts. */
function startTimer(milliseconds: number, signal?: AbortSignal): Disposable & { signal: AbortSignal } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, milliseconds);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}

function toTransportError(error: Error) {
  const { kind, message } = explain(error);
  return { kind, message };
}

async function exchange(
  request: WireRequest,
  connect: Connect,
  timer: AbortSignal,
  options: SendOptions,
  progress: { sent: boolean },
): Promise<ReceivedResponse> {
  const { kept } = options;
  const used = kept?.take();
  const connection = used ?? (await connect(timer));
  const reception = receive(connection.socket, request.method, timer);
  void write(connection, request, reception, options, progress);
  try {
    const response = await decodeContent(await reception.complete, timer);
    if (kept !== undefined && reception.keepsConnection && progress.sent) kept.keep(connection);
    else connection.socket.destroy();
    return response;
  } catch (error) {
    connection.socket.destroy();
    // An idle connection may be closed at any time, and neither side is at fault (RFC 9112, section 9.3.1).
    const wasClosed =
      used !== undefined && !reception.begun && toTransportError(error as Error).kind === 'reset';
    if (wasClosed) return exchange(request, connect, timer, options, progress);
    throw error;
  }
}

interface Reception {
  complete: Promise<ReceivedResponse>;
  readonly begun: boolean;
  readonly keepsConnection: boolean;
}

/** Listens as long as the socket is open: later data does not change a complete response. */
function receive(socket: Socket, method: string, timer: AbortSignal): Reception {
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
      reject(new ExchangeError('timeout', 'no complete response within the time-out')),
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

/** Writes the request in pieces, and stops when a response begins. The receiving side reports errors. */
async function write(
  { socket, origin = '' }: Connection,
  request: WireRequest,
  reception: Reception,
  { hold, pauses }: SendOptions,
  progress: { sent: boolean },
): Promise<void> {
  const head = headBytes({ ...request, target: origin + request.target });
  const { body = [] } = request;
  const length = lengthOf(body);
  const isSmall = length <= largestUnpaused;
  if (length === 0 || (isSmall && hold === undefined && pauses === undefined && !request.chunked)) {
    progress.sent = true;
    progress.sent = await writeAll(socket, [
      Buffer.concat([head, ...body, request.chunked ? lastChunk : noBytes]),
    ]);
    return;
  }
  socket.write(head);
  const { afterHead, afterPiece } = pauses ?? { afterHead: isSmall ? 0 : earlyResponsePause, afterPiece: 0 };
  const pause = (milliseconds: number): Promise<unknown> =>
    milliseconds > 0 ? Promise.race([reception.complete, delay(milliseconds)]).catch(() => {}) : noPause;
  await pause(afterHead);
  const half = Math.ceil(length / 2);
  let sent = 0;
  for (const portion of portions(body, half)) {
    if (sent === half) await hold?.();
    if (reception.begun || socket.destroyed) return;
    sent += lengthOf(portion);
    // Set before the event loop turns: the next event may be the response.
    progress.sent = sent === length;
    const isWritten = await writeAll(socket, request.chunked ? chunk(portion, sent === length) : portion);
    progress.sent = sent === length && isWritten;
    await pause(afterPiece);
  }
}

const noPause = Promise.resolve();

const noBytes = Buffer.alloc(0);

/** RFC 9112, section 7.1: the end of a chunked body. */
const lastChunk = Buffer.from('0\r\n\r\n');

/** Cuts a body into portions to be written at once; one of them ends at the half. */
function* portions(body: readonly Uint8Array[], half: number): Generator<Uint8Array[]> {
  let portion: Uint8Array[] = [];
  let room = Math.min(portionSize, half);
  let untilHalf = half;
  for (const piece of body) {
    for (let at = 0; at < piece.length; ) {
      const bytes = piece.subarray(at, at + room);
      portion.push(bytes);
      at += bytes.length;
      room -= bytes.length;
      untilHalf -= bytes.length;
      if (room > 0) continue;
      yield portion;
      portion = [];
      room = untilHalf > 0 ? Math.min(portionSize, untilHalf) : portionSize;
    }
  }
  if (portion.length > 0) yield portion;
}

/** RFC 9112, section 7.1. */
const chunk = (portion: readonly Uint8Array[], isLast: boolean): Uint8Array[] => [
  Buffer.from(`${lengthOf(portion).toString(16)}\r\n`),
  ...portion,
  isLast ? Buffer.concat([lineBreak, lastChunk]) : lineBreak,
];

const lineBreak = Buffer.from('\r\n');

/**
 * Writes at once, then lets the event loop turn, so that a response is read before the next write can fail.
 *
 * @returns false when the deployment has closed the connection.
 */
function writeAll(socket: Socket, pieces: readonly Uint8Array[]): Promise<boolean> {
  return new Promise((resolve) => {
    socket.cork();
    for (const piece of pieces.slice(0, -1)) socket.write(piece);
    socket.write(pieces.at(-1) ?? noBytes, (error) => (error ? resolve(false) : setImmediate(resolve, true)));
    socket.uncork();
  });
}
