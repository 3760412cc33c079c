import type { Worker } from 'node:cluster';
import type { HandledRequest } from '../gate/handled-request.ts';

/** Messages from a worker to the primary. */
export type FromWorker =
  | { kind: 'listening'; url: string }
  | { kind: 'failed'; error: { message: string; code?: string | undefined } }
  | { kind: 'entries'; entries: HandledRequest[] }
  /** A request for the journal has arrived: all exchanges so far have to be in it. */
  | { kind: 'asked'; id: number }
  /** Such a request may have changed the forced responses: the worker responds once all workers know. */
  | { kind: 'changed'; id: number }
  | { kind: 'done'; id: number };

/** Messages from the primary to a worker. */
export type FromPrimary =
  /** The worker must send its entries now, then `done`. */
  | { kind: 'flush'; id: number }
  /** Whether uploads go to the primary, where forced responses wait; the worker confirms with `done`. */
  | { kind: 'steer'; id: number; steered: boolean }
  /** The reply to `asked` and `changed`. */
  | { kind: 'done'; id: number }
  | { kind: 'close' };

/** The messages that a worker confirms with `done`. */
type Confirmed = Extract<FromPrimary, { kind: 'flush' | 'steer' }>;

/** Sends a message to all workers, and resolves when each has confirmed it or ended. */
export function askAll(workers: readonly Worker[], message: (id: number) => Confirmed): Promise<unknown> {
  return Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve) => {
          lastId += 1;
          const id = lastId;
          const finish = (): void => {
            worker.off('message', onMessage).off('exit', finish);
            resolve();
          };
          const onMessage = (said: FromWorker): void => {
            if (said.kind === 'done' && said.id === id) finish();
          };
          worker.on('message', onMessage).on('exit', finish);
          if (worker.isConnected()) worker.send(message(id));
          else finish();
        }),
    ),
  );
}

let lastId = 0;
