import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { vi } from 'vitest';
import { cleanEnvironment, type Ended } from '../verify/command.ts';

/**
 * Runs `upload-contract` with these arguments to its end, in this process. A separate process takes seconds to start, so
 * it is for tests of signals and the bin itself. One run at a time, because output, environment and exit code belong to
 * the process.
 */
export async function commandHere(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const before = { env: process.env, argv: process.argv, exitCode: process.exitCode };
  const listeners = process.listeners('uncaughtException');
  process.env = { ...cleanEnvironment(), ...environment };
  process.argv = [process.execPath, 'upload-contract', ...args];
  process.exitCode = undefined;
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  vi.stubGlobal('console', new Console(stdout.stream, stderr.stream));
  try {
    // Loaded after the environment is set, because colours are decided once.
    const { main } = await import('../../../../scripts/cli/main.ts');
    await main(process.argv);
    return { code: Number(process.exitCode ?? 0), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    vi.unstubAllGlobals();
    for (const output of [stdout, stderr]) output.release();
    for (const listener of process.listeners('uncaughtException'))
      if (!listeners.includes(listener)) process.off('uncaughtException', listener);
    Object.assign(process, before);
  }
}

/** Captures a stream of the process until released. */
function capture(own: NodeJS.WriteStream) {
  let text = '';
  const take = (chunk: string | Uint8Array): boolean => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  const spy = vi.spyOn(own, 'write').mockImplementation(take);
  const stream = new Writable({
    write(chunk, _, done) {
      take(chunk);
      done();
    },
  });
  return { stream, text: () => text, release: () => spy.mockRestore() };
}
