import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Fate, MockResponse } from '../gate/handled-request.ts';
import type { ReadingLimits } from '../gate/reading.ts';
import { noteLeft, wait } from './left.ts';

/**
 * Applies the fault that replaces a response.
 *
 * @param hung connections without a response, which a shutdown need not wait for.
 * @param delay milliseconds to wait first.
 */
export async function disrupt(
  outgoing: ServerResponse,
  fate: Fate,
  hung: Set<Socket>,
  delay: number,
): Promise<void> {
  const { socket } = outgoing.req;
  if (delay > 0) await wait(outgoing, delay);
  if (fate === 'reset') return void socket.resetAndDestroy();
  hung.add(socket);
  // A client that ends its side during the wait has left; one that had ended it before may still wait.
  await wait(outgoing, Infinity, !socket.readableEnded);
  if (hung.delete(socket)) noteLeft(outgoing);
  socket.destroy();
}

/** The state of the request that a response belongs to. */
export interface Sending {
  /** Whether it has ended. */
  ended: boolean;
  /** How much of it to read when it has not. */
  bounds: ReadingLimits;
  /** Whether the client may have disconnected. */
  inDoubt?: boolean;
  /** Milliseconds to wait first. */
  delay?: number;
}

/**
 * Sends a response. If the request has not ended, sends the whole response immediately with `Connection: close`, and
 * keeps the connection open until the request has ended, or the limits are reached. A client whose connection closes
 * while it sends would lose the response.
 */
export function deliver(
  outgoing: ServerResponse,
  response: MockResponse,
  sending: Sending,
): void | Promise<void> {
  const { ended, inDoubt = false, delay = 0 } = sending;
  if (!ended || inDoubt || delay > 0 || response.rate !== undefined)
    return deliverInPieces(outgoing, response, sending);
  if (outgoing.destroyed) return;
  outgoing.writeHead(response.status, headersOf(response));
  outgoing.end(response.body, encodingOf(response.body));
}

/** Node writes Latin-1 faster than UTF-8, and ASCII has the same bytes in both. */
const encodingOf = (body: string): BufferEncoding =>
  Buffer.byteLength(body) === body.length ? 'latin1' : 'utf8';

/** The headers in Node's flat list: to add one to a copy of an object takes ten times as long. */
function headersOf({ status, headers, body }: MockResponse): string[] {
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] ?? '');
  // A 204 has no content, not even of length zero, and in a 304 the length would describe another response (RFC 9110,
  // section 8.6).
  if (status !== 204 && status !== 304) list.push('Content-Length', String(Buffer.byteLength(body)));
  return list;
}

async function deliverInPieces(
  outgoing: ServerResponse,
  response: MockResponse,
  { ended, bounds, inDoubt = false, delay = 0 }: Sending,
): Promise<void> {
  const left = delay > 0 ? await wait(outgoing, delay, true) : 0;
  if (outgoing.destroyed) return;
  const { status, body, rate } = response;
  const headers = headersOf(response);
  const isPlain = left === 0 && !inDoubt && rate === undefined;
  if (!ended) headers.push('Connection', 'close');
  outgoing.writeHead(status, headers);
  if (ended && isPlain) return void outgoing.end(body);
  if (isPlain) outgoing.write(body);
  else if (left > 0 || inDoubt) await sendInDoubt(outgoing, body, left);
  else await sendPaced(outgoing, body, rate ?? Infinity);
  if (!ended) await requestEnd(outgoing.req, bounds);
  outgoing.end();
}

/** Milliseconds within which the operating system reports that the peer has closed. */
const echo = 20;

/**
 * Sends the head first to a client that has ended its side. One that has closed the connection responds with a reset,
 * and the body cannot be sent. One that still waits gets the body on time.
 */
async function sendInDoubt(outgoing: ServerResponse, body: string, delay: number): Promise<void> {
  const bytes = Buffer.from(body);
  outgoing.flushHeaders();
  await wait(outgoing, delay > 0 ? echo : 0);
  const error = await new Promise((resolve) => outgoing.write(bytes.subarray(0, 1), resolve));
  await wait(outgoing, error ? 0 : Math.max(0, delay - echo));
  if (error || outgoing.destroyed) noteLeft(outgoing);
  else outgoing.write(bytes.subarray(1));
}

/** Writes a body at no more than this many bytes per second. */
async function sendPaced(outgoing: ServerResponse, body: string, rate: number): Promise<void> {
  const bytes = Buffer.from(body);
  const step = Math.max(1, Math.min(longestPiece, Math.round(rate / pieces)));
  outgoing.flushHeaders();
  for (let at = 0; at < bytes.length && !outgoing.destroyed; at += step) {
    const piece = bytes.subarray(at, at + step);
    await wait(outgoing, (piece.length / rate) * 1000);
    outgoing.write(piece);
  }
  if (outgoing.destroyed) noteLeft(outgoing);
}

/** Bytes per piece: those of a fraction of a second, up to a maximum. */
const pieces = 20;
const longestPiece = 16 * 1024;

/** Resolves when the request has ended in any way, or takes too long. */
function requestEnd(request: IncomingMessage, bounds: ReadingLimits): Promise<void> {
  const { socket } = request;
  return new Promise((resolve) => {
    let left = bounds.bytes;
    const timer = setTimeout(finish, bounds.milliseconds);
    function finish(): void {
      clearTimeout(timer);
      socket.off('end', finish).off('close', finish);
      resolve();
    }
    if (request.readableEnded || socket.readableEnded || socket.destroyed) return finish();
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) finish();
    });
    request.on('end', finish);
    socket.on('end', finish).on('close', finish);
  });
}
