import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { vi } from 'vitest';
import { cleanEnvironment, type Ended } from '../verify/command.ts';

/**
 * Runs `upload-contract` with these arguments in this process, to its end. A process of its own takes seconds to start:
 * it is for what only a process has, such as signals and the bin itself. One run at a time: output, environment and exit
 * code are those of the process.
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
    // Not before the environment is set: whether there are colours is decided once.
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

/** Takes what is written to a stream of the process until it is released. */
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
