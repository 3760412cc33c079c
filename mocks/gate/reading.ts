import type { Cut } from './course.ts';

/**
 * How reading a request ended: `complete` at its end; `broken` when the rest of it can't come or makes no sense; `late`
 * when all of it took too long; `paused` when nothing of it came for too long; `cut` when a refusal was certain and
 * enough had been drained; `gone` when nobody is there to be answered; a `Cut` when that was asked for.
 */
export type ReadingEnd = 'complete' | 'cut' | Interruption | Cut;

/** How much of a request that is refused for certain is read before it is answered. */
export interface ReadingLimits {
  bytes: number;
  milliseconds: number;
}

/** What the server's parser and its clocks know, and the request does not. */
export type Interruption = 'broken' | 'late' | 'paused' | 'gone';

/** Lets the server end the reading from outside. */
export type Interrupt = (how: Interruption) => void;

/** What has come of a body. */
export interface Received {
  /** Counted on when the reading has ended, as long as something comes. */
  bytes: number;
}
