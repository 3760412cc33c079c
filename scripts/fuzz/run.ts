import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { contract } from '../../generated/contract.ts';
import { seededRandom } from '../../mocks/responses/random.ts';
import { corpus, goodUpload } from './corpus.ts';
import { mutate } from './mutations.ts';
import { faultOf, probe, statusOf } from './probe.ts';

export interface FuzzOptions {
  seed: string;
  /** Number of mutated requests. */
  count: number;
  /** The index of the first one; `count: 1` repeats a single one. */
  first: number;
  /** Number of connections that idle or drip meanwhile. */
  slowConnections: number;
  onProgress?: (done: number) => void;
}

export interface FuzzReport {
  /** How often each status occurred; 0 stands for closed without a response. */
  statuses: Map<number, number>;
  /** Faults, each with the index of its request. */
  faults: { request: number; fault: string }[];
  /** Bytes by which the heap grew, from one fifth of the requests to the end. */
  heapGrowth: number;
  /** Whether a good upload was accepted after everything. */
  worksAfterwards: boolean;
}

const parallel = 32;

/**
 * Sends mutated requests to a mock in its own process, next to connections that idle and drip.
 *
 * @throws Error with the indexes of the requests in flight, when the mock ends.
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const child = startTarget();
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const port = Number(new URL(url).port);
  const slow = occupy(port, options.slowConnections);
  const underWay = new Set<number>();
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The mock ended with ${code} at one of the requests ${[...underWay].join(', ')}.`);
  });
  ended.catch(() => undefined);
  try {
    return await Promise.race([ended, sendAll(child, port, underWay, options)]);
  } finally {
    slow.end();
    if (child.connected) child.disconnect();
  }
}

function startTarget(): ChildProcess {
  const run = join(import.meta.dirname, '..', 'run.js');
  return fork(run, [join(import.meta.dirname, 'target.ts')], { execArgv: ['--expose-gc'] });
}

async function sendAll(
  child: ChildProcess,
  port: number,
  underWay: Set<number>,
  { seed, count, first, onProgress }: FuzzOptions,
): Promise<FuzzReport> {
  const report: FuzzReport = { statuses: new Map(), faults: [], heapGrowth: 0, worksAfterwards: false };
  let next = first;
  const work = async (end: number): Promise<void> => {
    while (next < end) {
      const request = next++;
      underWay.add(request);
      await sendMutated(port, seed, request, report);
      underWay.delete(request);
      onProgress?.(request - first + 1);
    }
  };
  const workers = (end: number): Promise<unknown> =>
    Promise.all(Array.from({ length: parallel }, () => work(end)));
  await workers(first + Math.floor(count / 5));
  const warm = await heapOf(child);
  await workers(first + count);
  report.heapGrowth = (await heapOf(child)) - warm;
  report.worksAfterwards = statusOf(await probe(port, goodUpload, true)) === contract.success.status;
  return report;
}

async function sendMutated(port: number, seed: string, request: number, report: FuzzReport): Promise<void> {
  const random = seededRandom(`${seed}:${request}`);
  const base = corpus[Math.floor(random() * corpus.length)] ?? goodUpload;
  const bytes = mutate(base, random);
  try {
    // Most connections end after the request; the mock has to close the others itself.
    const received = await probe(port, bytes, random() < 0.95);
    const status = statusOf(received) ?? 0;
    report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
    const fault = faultOf(received);
    if (fault !== undefined) report.faults.push({ request, fault });
  } catch (error) {
    report.faults.push({ request, fault: (error as Error).message });
  }
}

async function heapOf(child: ChildProcess): Promise<number> {
  child.send('heap');
  const [{ heap }] = (await once(child, 'message')) as [{ heap: number }];
  return heap;
}

/** Keeps connections open that send nothing, or a byte now and then; reopens each one that the mock closes. */
function occupy(port: number, count: number): { end(): void } {
  const sockets = new Set<Socket>();
  let over = false;
  const hold = (drips: boolean): void => {
    if (over) return;
    const socket = connect({ port, host: '127.0.0.1' });
    const drip = drips ? setInterval(() => socket.write('P'), 50) : undefined;
    sockets.add(socket);
    // Without reading, the connection would never end.
    socket.on('error', () => undefined).resume();
    socket.on('close', () => {
      clearInterval(drip);
      sockets.delete(socket);
      setImmediate(hold, drips);
    });
  };
  for (let index = 0; index < count; index += 1) hold(index % 2 === 0);
  return {
    end() {
      over = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}
