/** What an effect comes to that the time of the run did not suffice for. */
export const outOfTime = Symbol('out of time');

/** The end of the time that a run may take. */
export interface Deadline {
  /** Why what comes later is not sent. */
  readonly reason: string;
  /** Aborts when the time is over: what is under way is given up. */
  readonly signal: AbortSignal;
  passed(): boolean;
  /** Waits for the work, but no longer than the run may take; what is left of it then is abandoned. */
  within<T>(work: Promise<T>): Promise<T | typeof outOfTime>;
  /** Lets go of the timer. */
  stop(): void;
}

/**
 * @param maxDuration milliseconds from now; undefined for no end.
 * @param signal ends it before.
 */
export function createDeadline(maxDuration: number | undefined, signal?: AbortSignal): Deadline {
  let passed = false;
  const controller = new AbortController();
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
