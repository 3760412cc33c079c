import type { ServerResponse } from 'node:http';

const left = new WeakSet<ServerResponse>();

/** Whether the client went away before it had its response. */
export const hasLeft = (outgoing: ServerResponse): boolean => !outgoing.headersSent || left.has(outgoing);

/** Notes that the client went away while its response was sent. */
export const noteLeft = (outgoing: ServerResponse): unknown => left.add(outgoing);

/**
 * Waits for some time, or until the client has left.
 *
 * @param milliseconds Infinity to wait for nothing else.
 * @param untilEnd whether it is enough that the client has ended its side: it may have left, or still wait.
 * @returns how many milliseconds were left then.
 */
export function wait(outgoing: ServerResponse, milliseconds: number, untilEnd = false): Promise<number> {
  const { socket } = outgoing.req;
  const until = performance.now() + milliseconds;
  return new Promise((resolve) => {
    // A mock that is closed does not wait for its own delays.
    const timer = milliseconds === Infinity ? undefined : setTimeout(end, milliseconds).unref();
    function end(): void {
      clearTimeout(timer);
      socket.off('close', end).off('end', end);
      resolve(Math.max(0, until - performance.now()));
    }
    // A reset by the client is an error first; `close` follows.
    socket.on('close', end);
    if (untilEnd) socket.on('end', end);
    if (socket.destroyed || (untilEnd && socket.readableEnded)) end();
  });
}
