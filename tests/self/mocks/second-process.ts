import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A mock in its own process: data that is lost when a connection ends early is only lost there. */
export interface MockProcess {
  url: string;
  process: ChildProcess;
  /** Its output so far. */
  stdout(): string;
  stderr(): string;
  /** Asks it to stop, and returns its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  [Symbol.asyncDispose](): Promise<void>;
}

const bin = join(import.meta.dirname, '..', '..', '..', 'scripts', 'upload-contract.js');

/** Runs the `mock` command without waiting for anything. */
export function runMock(options: string[], program = bin): ChildProcess {
  return spawn(process.execPath, [program, 'mock', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/**
 * Starts the `mock` command on a free port, and resolves when it is ready.
 *
 * @throws Error with its output when it ends first.
 */
export async function startMockProcess(options: string[] = [], program = bin): Promise<MockProcess> {
  const child = runMock(['--port', '0', ...options], program);
  let stdout = '';
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      const ready = /^Mock ready at (\S+)$/m.exec(stdout);
      if (ready?.[1]) resolve(ready[1]);
    });
    child.once('exit', () => reject(new Error(`the mock ended: ${stdout}${stderr}`)));
  });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    return child.exitCode;
  };
  return {
    url,
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}
