import cluster, { type Worker } from 'node:cluster';
import type { HandledRequest } from '../gate/handled-request.ts';
import type { MockOptions } from '../options.ts';
import { type Assembled, assembleMock, type Mock, serveMock } from '../server.ts';
import { askAll, type FromPrimary, type FromWorker } from './messages.ts';

/** The variable that tells workers where the primary listens. */
export const primaryPort = 'UPLOAD_CONTRACT_PRIMARY_PORT';

/**
 * Starts a mock with several processes and one journal. Workers rule on uploads, respond, and report each exchange to
 * the primary. Requests for the journal go to the primary, and so do uploads while a response is forced.
 *
 * @param count processes that read uploads. Each runs the same command, and calls `serveAsWorker`.
 * @throws what `startMock` throws.
 */
export async function startWithWorkers(options: MockOptions, count: number): Promise<Mock> {
  const { host = '127.0.0.1', allowHosts = [], ...others } = options;
  // Only the workers talk to it, on behalf of their clients.
  const inner: MockOptions = { ...others, port: 0, host: '127.0.0.1', allowHosts: [...allowHosts, host] };
  const assembled = await assembleMock(inner, (parts) => parts);
  const mock = await serveMock(assembled, inner);
  cluster.setupPrimary({ exec: process.argv[1] ?? '', args: process.argv.slice(2) });
  const workers = Array.from({ length: count }, () =>
    cluster.fork({ [primaryPort]: new URL(mock.url).port }),
  );
  const steer = createSteering(assembled, workers);
  for (const worker of workers)
    worker.on('message', (message: FromWorker) => void hear(message, worker, assembled, workers, steer));
  const close = async (): Promise<void> => {
    const ended = workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
    for (const worker of workers) if (worker.isConnected()) worker.send({ kind: 'close' });
    await Promise.all(ended.filter((_, index) => workers[index]?.isDead() === false));
    await mock.close();
  };
  try {
    const [url = ''] = await Promise.all(workers.map(listening));
    return { ...mock, url, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves with the address when a worker listens. @throws Error with the worker's reason when it cannot. */
const listening = (worker: Worker): Promise<string> =>
  new Promise((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'listening') resolve(message.url);
      if (message.kind === 'failed')
        reject(Object.assign(new Error(message.error.message), { code: message.error.code }));
    });
    worker.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
  });

type Steer = () => Promise<unknown>;

/** Tells the workers whether a response is forced; journal requests wait until all of them know. */
function createSteering({ forced }: Assembled, workers: readonly Worker[]): Steer {
  let steered = false;
  let told: Promise<unknown> = Promise.resolve();
  const tell = async (): Promise<void> => {
    if (steered === !forced.isEmpty) return;
    steered = !forced.isEmpty;
    await askAll(workers, (id) => ({ kind: 'steer', id, steered }));
  };
  return () => {
    told = told.then(tell);
    return told;
  };
}

async function hear(
  message: FromWorker,
  worker: Worker,
  { parts }: Assembled,
  workers: readonly Worker[],
  steer: Steer,
): Promise<void> {
  if (message.kind === 'entries')
    for (const entry of message.entries) parts.observe(entry, parts.note(onOwnClock(entry)));
  if (message.kind === 'asked') await askAll(workers, (id) => ({ kind: 'flush', id }));
  if (message.kind === 'asked' || message.kind === 'changed') {
    await steer();
    if (worker.isConnected()) worker.send({ kind: 'done', id: message.id } satisfies FromPrimary);
  }
}

/** Each process counts its milliseconds from its own start. */
function onOwnClock(entry: HandledRequest): HandledRequest {
  entry.startedAt = performance.now() - (Date.now() - entry.receivedAt);
  return entry;
}
