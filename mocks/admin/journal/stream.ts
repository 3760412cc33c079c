import type { ServerResponse } from 'node:http';
import type { Journal } from './journal.ts';

/** Milliseconds between comments that keep the connection alive. */
const heartbeat = 15_000;

/**
 * Bytes buffered for a client that does not read; beyond this, the connection is closed. The client may reconnect and
 * request the list.
 */
const mostWaiting = 4 * 1024 ** 2;

/** Sends events (server-sent events) until the client disconnects or stops reading. */
export function stream(journal: Journal, response: ServerResponse): void {
  // The client sends nothing more on this connection, so a read time-out must not close it.
  response.req.socket.setTimeout(0);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  if (response.req.method === 'HEAD') return void response.end();
  const send = (text: string): void => {
    if (response.writableLength > mostWaiting) response.destroy();
    else response.write(`${text}\n\n`);
  };
  send(': connected');
  const beat = setInterval(send, heartbeat, ': still here');
  const leave = journal.follow((event) => {
    if (event.kind === 'ended') response.end();
    else if (event.kind === 'forgotten') send('event: forgotten\ndata: {}');
    else send(`id: ${event.exchange.id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event.exchange)}`);
  });
  response.on('close', () => {
    clearInterval(beat);
    leave();
  });
}
