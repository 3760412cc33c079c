import type { IncomingMessage } from 'node:http';
import type { Course } from './course.ts';
import type { Interrupt, ReadingEnd, Received } from './reading.ts';

/** Bytes that are still read of a stalled request: small ones come in whole, and then a client that leaves is noticed. */
const slack = 64 * 1024;

/**
 * Reads a request as its course wants it: pauses it between pieces, or for good.
 *
 * The connection is not read while a request is paused, so that the client's progress keeps to the rate. The server's
 * own time-outs don't count then.
 *
 * @returns what is to be called before the first piece, and after each.
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
  /** At how many bytes the course ended; undefined while it goes on. */
  let over: number | undefined;
  let stalled = false;
  onInterrupt((how) => {
    // All of it may take as long as the course wants, and pauses of the mock's own making are none of the client's.
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
