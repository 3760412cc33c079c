import { execFile } from 'node:child_process';
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Editors write a file in several steps; this many milliseconds without another one, and it is done. */
const settling = 100;

/** Whether this process serves for one that watches, in the place of another that served before it. */
export const isReplacement = (): boolean => cluster.isWorker && (cluster.worker?.id ?? 1) > 1;

/** Whether this process is the one that watches. */
export const isWatcher = (): boolean => cluster.isPrimary;

/** Lets go of the one that watches, who would keep this process alive. */
export const leave = (): void => void cluster.worker?.disconnect();

/**
 * Runs the same command in a worker, and puts another in its place when the spec has changed: the address stays, and
 * what the old one has begun it finishes. A spec that nothing can be generated from leaves everything as it was.
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
    console.log('The spec has changed, and the mock with it.');
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
 * What generates from the spec, and returns whether something has been written. What is wrong with the spec is said in
 * one line, and not again while it stays so: an editor writes a file several times.
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
      if (reason !== said) console.error(`The spec has changed, but the mock has not: ${reason}`);
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
