import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { root } from '../../spec/root.ts';
import type { Report } from '../contract/report/report.ts';
import type { Verdicts } from './verdicts.ts';

export interface Examiners extends Disposable {
  /**
   * Runs the suite against a mutant or variant, as soon as a thread is free.
   *
   * @param selected the ids of the cases. Default: all.
   */
  examine(id: string, selected?: string[]): Promise<Verdicts>;
  /** Does the same for the whole table, and returns the whole report. */
  report(id: string): Promise<Report>;
}

/** What to run, and what to send back. */
export interface Order {
  id: string;
  selected?: string[] | undefined;
  reply: 'verdicts' | 'report';
}

/** Concurrent deployments per thread: while one waits, another one works. */
const perThread = 3;

/** Starts a thread for each core, because sending, judging and reporting are the bottleneck. They end when disposed of. */
export function startExaminers(): Examiners {
  const threads = Array.from({ length: availableParallelism() }, () => ({ thread: startThread(), busy: 0 }));
  const limit = pLimit(threads.length * perThread);
  const place = <Reply>(order: Order): Promise<Reply> =>
    limit(async () => {
      const free = threads.reduce((least, each) => (each.busy < least.busy ? each : least));
      free.busy += 1;
      return await ask<Reply>(free.thread, order).finally(() => {
        free.busy -= 1;
      });
    });
  return {
    examine: (id, selected) => place<Verdicts>({ id, selected, reply: 'verdicts' }),
    report: (id) => place<Report>({ id, reply: 'report' }),
    [Symbol.dispose]: () => {
      for (const { thread } of threads) thread.postMessage('close');
    },
  };
}

function startThread(): Worker {
  const program = join(import.meta.dirname, 'examiner.ts');
  const thread = new Worker(join(root, 'scripts', 'run.js'), { argv: [program] });
  return thread.setMaxListeners(2 * perThread + 1);
}

function ask<Reply>(thread: Worker, order: Order): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const stop = (): void => void thread.off('message', listen).off('error', fail);
    const listen = (message: { id: string; reply: Reply }): void => {
      if (message.id !== order.id) return;
      stop();
      resolve(message.reply);
    };
    const fail = (error: Error): void => {
      stop();
      reject(error);
    };
    thread.on('message', listen).on('error', fail);
    thread.postMessage(order);
  });
}
