import type { IncomingMessage } from 'node:http';
import type { Course } from './course.ts';
import type { Interrupt, ReadingEnd, Received } from './reading.ts';

/**
 * Bytes still read of a stalled request: small requests arrive completely, so that the mock notices when the client
 * disconnects.
 */
const slack = 1024 ** 2;

/**
 * Reads a request as its course says: pauses it between pieces, or for good.
 *
 * A paused connection is not read, so that the client's progress keeps to the rate. The server's own time-outs don't
 * count meanwhile.
 *
 * @returns functions to call before the first piece, and after each.
 */
export function holdReading(
  request: IncomingMessage,
  course: Course,
  received: Received,
  resolve: (end: ReadingEnd) => void,
  onInterrupt: (interrupt: Interrupt) => void,
): () => void {
  const { socket } = request;
  let timer: NodeJS.Timeout | undefined;
  /** At how many bytes the course ended; undefined while it continues. */
  let over: number | undefined;
  let stalled = false;
  onInterrupt((how) => {
    // The request may take as long as the course says: pauses of the mock's own don't count against the client.
    if (how !== 'late' && (how !== 'paused' || timer === undefined)) resolve(how);
  });
  const goOn = (): void => {
    timer = undefined;
    if (socket.timeout !== undefined) socket.setTimeout(socket.timeout);
    request.resume();
  };
  request.on('close', () => clearTimeout(timer));
  return () => {
    if (over !== undefined) {
      if (stalled && received.bytes - over > slack) request.pause();
      return;
    }
    const next = course.after(received.bytes);
    if (typeof next !== 'number') {
      over = received.bytes;
      stalled = next === 'stall';
      resolve(next);
    } else if (next > 0) {
      request.pause();
      timer = setTimeout(goOn, next);
    }
  };
}
