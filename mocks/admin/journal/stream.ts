import type { ServerResponse } from 'node:http';
import type { Journal } from './journal.ts';

/** Milliseconds between comments that keep the connection from looking dead. */
const heartbeat = 15_000;

/** Sends what happens as server-sent events, until the client goes. */
export function stream(journal: Journal, response: ServerResponse): void {
  // Nothing comes in on this connection any more, and that is no reason to close it.
  response.req.socket.setTimeout(0);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  if (response.req.method === 'HEAD') return void response.end();
  response.write(': connected\n\n');
  const beat = setInterval(() => response.write(': still here\n\n'), heartbeat);
  const leave = journal.follow((event) => {
    if (event.kind === 'ended') response.end();
    else if (event.kind === 'forgotten') response.write('event: forgotten\ndata: {}\n\n');
    else
      response.write(
        `id: ${event.exchange.id}\nevent: exchange\ndata: ${JSON.stringify(event.exchange)}\n\n`,
      );
  });
  response.on('close', () => {
    clearInterval(beat);
    leave();
  });
}
