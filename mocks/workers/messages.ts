import type { Worker } from 'node:cluster';
import type { HandledRequest } from '../gate/handled-request.ts';

/** What a worker tells the primary. */
export type FromWorker =
  | { kind: 'listening'; url: string }
  | { kind: 'failed'; error: { message: string; code?: string | undefined } }
  | { kind: 'entries'; entries: HandledRequest[] }
  /** A request for the journal has come: what all workers have seen so far has to be in it. */
  | { kind: 'asked'; id: number }
  /** Such a request may have changed what is forced: it is answered once all workers know. */
  | { kind: 'changed'; id: number }
  | { kind: 'done'; id: number };

/** What the primary tells a worker. */
export type FromPrimary =
  /** Entries have to be sent now; then `done` is said. */
  | { kind: 'flush'; id: number }
  /** Whether uploads are passed on to the primary, where forced responses wait; then `done` is said. */
  | { kind: 'steer'; id: number; steered: boolean }
  /** The answer to `asked` and `changed`. */
  | { kind: 'done'; id: number }
  | { kind: 'close' };

/** What a worker says `done` to. */
type Wanted = Extract<FromPrimary, { kind: 'flush' | 'steer' }>;

/** Says something to all workers, and resolves when each has done it or is gone. */
export function askAll(workers: readonly Worker[], message: (id: number) => Wanted): Promise<unknown> {
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
