import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fate, MockResponse } from '../gate/handled-request.ts';
import type { ReadingLimits } from '../gate/read-body.ts';

/** Lets happen to a response what is to happen to it instead of being sent. */
export async function disrupt(outgoing: ServerResponse, fate: Fate): Promise<void> {
  const { socket } = outgoing.req;
  if (fate === 'reset') socket.resetAndDestroy();
  // A reset by the client is an error first; `close` follows.
  else if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
}

/**
 * Sends a response. Where the request has not ended, the whole response goes out at once with `Connection: close`, and the
 * connection stays open until the request has ended, or the bounds are reached: whoever is closed on while sending loses
 * the response.
 */
export async function deliver(
  outgoing: ServerResponse,
  response: MockResponse,
  requestEnded: boolean,
  bounds: ReadingLimits,
): Promise<void> {
  if (outgoing.destroyed) return;
  const headers: Record<string, string> = { ...response.headers };
  // A 204 has no content, not even of length zero, and a 304 would speak of another one (RFC 9110, section 8.6).
  if (response.status !== 204 && response.status !== 304)
    headers['Content-Length'] = String(Buffer.byteLength(response.body));
  if (requestEnded) {
    outgoing.writeHead(response.status, headers);
    outgoing.end(response.body);
    return;
  }
  outgoing.writeHead(response.status, { ...headers, Connection: 'close' });
  outgoing.write(response.body);
  await requestEnd(outgoing.req, bounds);
  outgoing.end();
}

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
