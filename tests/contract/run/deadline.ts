import { setMaxListeners } from 'node:events';

/** The result of work that the time of the run ended. */
export const outOfTime = Symbol('out of time');

/** The end of the time that a run may take. */
export interface Deadline {
  /** The reason for cases that are not sent after the end. */
  readonly reason: string;
  /** Aborts at the end, so that running work stops. */
  readonly signal: AbortSignal;
  passed(): boolean;
  /** Waits for the work, but no longer than the run may take; then abandons the rest. */
  within<T>(work: Promise<T>): Promise<T | typeof outOfTime>;
  /** Clears the timer. */
  stop(): void;
}

/**
 * @param maxDuration milliseconds from now; undefined for no end.
 * @param signal ends it earlier.
 */
export function createDeadline(maxDuration: number | undefined, signal?: AbortSignal): Deadline {
  let passed = false;
  const controller = new AbortController();
  // Each exchange in progress listens, and any number may be concurrent.
  setMaxListeners(0, controller.signal);
  let expire = (): void => {};
  const expiry = new Promise<typeof outOfTime>((resolve) => {
    expire = () => {
      passed = true;
      resolve(outOfTime);
      controller.abort();
    };
  });
  if (signal?.aborted || (maxDuration !== undefined && maxDuration <= 0)) expire();
  signal?.addEventListener('abort', expire);
  const timer = maxDuration === undefined || passed ? undefined : setTimeout(expire, maxDuration);
  return {
    get reason() {
      return signal?.aborted ? 'the run was interrupted' : `beyond --max-duration ${maxDuration}`;
    },
    signal: controller.signal,
    passed: () => passed,
    within: (work) => {
      work.catch(() => {});
      return Promise.race([expiry, work]);
    },
    stop() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', expire);
    },
  };
}
