import { execFile } from 'node:child_process';
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Editors write a file in several steps; after this many milliseconds without another step, it is complete. */
const settling = 100;

/** Whether this process replaces another one under a watcher. */
export const isReplacement = (): boolean => cluster.isWorker && (cluster.worker?.id ?? 1) > 1;

/** Whether this process is the watcher. */
export const isWatcher = (): boolean => cluster.isPrimary;

/** Disconnects from the watcher, which would keep this process alive. */
export const leave = (): void => void cluster.worker?.disconnect();

/**
 * Runs the same command in a worker, and replaces it when the spec has changed. The address stays, and the old worker
 * finishes what it has begun. A spec with mistakes leaves everything as it was.
 *
 * @param stopped resolves when the command is to end.
 */
export async function serveWatching(stopped: Promise<void>): Promise<void> {
  cluster.setupPrimary({ exec: process.argv[1] ?? '', args: process.argv.slice(2) });
  let current = cluster.fork();
  const ended = new Promise<void>((resolve) => {
    cluster.on('exit', (worker, code) => {
      if (worker !== current) return;
      process.exitCode = code;
      resolve();
    });
  });
  const over = new AbortController();
  const generate = generator(over.signal);
  const watcher = onChange(join(import.meta.dirname, '..', '..', 'spec'), async () => {
    if (!(await generate())) return;
    const worker = await startWorker();
    if (worker === undefined) return;
    if (over.signal.aborted) return void worker.process.kill('SIGTERM');
    const before = current;
    current = worker;
    const gone = once(before, 'exit');
    before.process.kill('SIGTERM');
    // Until then, some requests still go to the old one.
    await gone;
    console.log('The spec has changed. The mock uses the new one.');
  });
  await Promise.race([stopped, ended]);
  over.abort();
  watcher.close();
  current.process.kill('SIGTERM');
  await ended;
}

/** Calls back after each change in a folder, one call at a time. */
function onChange(folder: string, react: () => Promise<void>): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();
  return watch(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = turn.then(react);
    }, settling);
  });
}

/**
 * Makes the function that generates from the spec, and returns whether it has written anything. It reports a mistake in
 * the spec in one line, and only once: an editor writes a file several times.
 */
function generator(signal: AbortSignal): () => Promise<boolean> {
  const run = join(import.meta.dirname, '..', 'run.js');
  const script = join(import.meta.dirname, '..', 'generate', 'generate.ts');
  let said: string | undefined;
  return async () => {
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [run, script], { signal });
      said = undefined;
      return !signal.aborted && stdout.startsWith('Written');
    } catch (error) {
      if (signal.aborted) return false;
      const [reason] = (error as { stderr: string }).stderr.trim().split('\n');
      if (reason !== said) console.error(`The spec has changed, but the mock keeps the old one: ${reason}`);
      said = reason;
      return false;
    }
  };
}

/** @returns undefined when the worker ends instead of serving; it has said why. */
async function startWorker(): Promise<Worker | undefined> {
  const worker = cluster.fork();
  const serves = once(worker, 'listening').then(() => worker);
  return Promise.race([serves, once(worker, 'exit').then(() => undefined)]);
}
