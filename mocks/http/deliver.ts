import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Fate, MockResponse } from '../gate/handled-request.ts';
import type { ReadingLimits } from '../gate/reading.ts';
import { noteLeft, wait } from './left.ts';

/**
 * Lets happen to a response what is to happen to it instead of being sent.
 *
 * @param hung the connections of those that wait for nothing: there is no reason to wait with them.
 * @param delay milliseconds to wait before.
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
  // Who ends their side while nothing comes has left; who had before may wait for what comes.
  await wait(outgoing, Infinity, !socket.readableEnded);
  hung.delete(socket);
  socket.destroy();
}

/** What became of the request that a response is for. */
export interface Sending {
  /** Whether it has ended. */
  ended: boolean;
  /** What is still read of it when it has not. */
  bounds: ReadingLimits;
  /** Whether the client may have left, for all that is known. */
  inDoubt?: boolean;
  /** Milliseconds to wait before. */
  delay?: number;
}

/**
 * Sends a response. Where the request has not ended, the whole response goes out at once with `Connection: close`, and the
 * connection stays open until the request has ended, or the bounds are reached: whoever is closed on while sending loses
 * the response.
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
  outgoing.end(response.body);
}

function headersOf({ status, headers, body }: MockResponse): Record<string, string> {
  // A 204 has no content, not even of length zero, and a 304 would speak of another one (RFC 9110, section 8.6).
  if (status === 204 || status === 304) return headers;
  return { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
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
  outgoing.writeHead(status, ended ? headers : { ...headers, Connection: 'close' });
  if (ended && isPlain) return void outgoing.end(body);
  if (isPlain) outgoing.write(body);
  else if (left > 0 || inDoubt) await sendInDoubt(outgoing, body, left);
  else await sendPaced(outgoing, body, rate ?? Infinity);
  if (!ended) await requestEnd(outgoing.req, bounds);
  outgoing.end();
}

/** Milliseconds in which a system that nobody listens on any more says so. */
const echo = 20;

/**
 * Sends the head by itself, to a client that has ended its side: one that has closed the connection responds with a reset,
 * and then the body can't be sent any more. One that still waits gets the body when it is due.
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

/** Writes a body no faster than so many bytes a second. */
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

/** Of a response, in a second; none is longer than so many bytes. */
const pieces = 20;
const longestPiece = 16 * 1024;

/** Resolves when the request has ended in one way or another, or when it has gone on for too long. */
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
