import type { Cut } from './course.ts';

/**
 * How reading a request ended. `complete`: at its end. `broken`: the rest cannot arrive or is invalid. `late`: it took
 * too long as a whole. `paused`: no byte arrived for too long. `cut`: a rejection was certain, and enough was drained.
 * `gone`: the client disconnected. A `Cut`: a forced end.
 */
export type ReadingEnd = 'complete' | 'cut' | Interruption | Cut;

/** How much of a request that will be rejected is read before the response. */
export interface ReadingLimits {
  bytes: number;
  milliseconds: number;
}

/** What only the server's parser and timers know. */
export type Interruption = 'broken' | 'late' | 'paused' | 'gone';

/** Lets the server end the reading from outside. */
export type Interrupt = (how: Interruption) => void;

/** The part of a body that has arrived. */
export interface Received {
  /** Updated after the end of reading, while bytes still arrive. */
  bytes: number;
}
