import type { ServerResponse } from 'node:http';

const left = new WeakSet<ServerResponse>();

/**
 * Whether the client disconnected before it had its response.
 *
 * @param isSent whether the mock sends one at all.
 */
export const hasLeft = (outgoing: ServerResponse, isSent: boolean): boolean =>
  left.has(outgoing) || (isSent && !outgoing.headersSent);

/** Records that the client disconnected while its response was sent, or during a wait without a response. */
export const noteLeft = (outgoing: ServerResponse): unknown => left.add(outgoing);

/**
 * Waits for some time, or until the client disconnects.
 *
 * @param milliseconds Infinity to wait only for that.
 * @param untilEnd whether it is enough that the client has ended its side: it may have disconnected, or still wait.
 * @returns how many milliseconds were left then.
 */
export function wait(outgoing: ServerResponse, milliseconds: number, untilEnd = false): Promise<number> {
  const { socket } = outgoing.req;
  const until = performance.now() + milliseconds;
  return new Promise((resolve) => {
    // Closing the mock does not wait for its own delays.
    const timer = milliseconds === Infinity ? undefined : setTimeout(end, milliseconds).unref();
    function end(): void {
      clearTimeout(timer);
      socket.off('close', end).off('end', end);
      resolve(Math.max(0, until - performance.now()));
    }
    // A client's reset is an error first; `close` follows.
    socket.on('close', end);
    if (untilEnd) socket.on('end', end);
    if (socket.destroyed || (untilEnd && socket.readableEnded)) end();
  });
}
