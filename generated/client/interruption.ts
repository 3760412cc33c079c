// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

/** Ends an upload from outside: the caller's signal, the time-out, or a callback that threw. */
export interface Interruption {
  /** Aborting it ends the upload. */
  controller: AbortController;
  /** Rejects with the signal's reason. */
  interrupted: Promise<never>;
  /** Removes the timer and the listener. */
  stop(): void;
}

/** The longest time that timers support; they treat a longer one as none. */
export const longestTimer = 2 ** 31 - 1;

/** @param timeout milliseconds; none when undefined or 0. */
export function watchInterruption(
  caller: AbortSignal | undefined,
  timeout: number | undefined,
): Interruption {
  const controller = new AbortController();
  const { signal } = controller;
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  // It also rejects when nobody is waiting any more.
  interrupted.catch(() => {});

  const followCaller = () => controller.abort(caller?.reason);
  const timeOut = () =>
    controller.abort(new DOMException(`No response within ${timeout} ms`, 'TimeoutError'));
  const timer = timeout ? setTimeout(timeOut, Math.min(timeout, longestTimer)) : undefined;
  caller?.addEventListener('abort', followCaller);
  if (caller?.aborted) followCaller();

  const stop = () => {
    clearTimeout(timer);
    caller?.removeEventListener('abort', followCaller);
  };
  return { controller, interrupted, stop };
}
