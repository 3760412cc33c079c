import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../scripts/verify/command.ts';
import { readValues, root } from './action.ts';

/** The two steps of the mock's action, run like a runner, in a separate folder. */
export async function newMockJob() {
  const folder = await mkdtemp(join(tmpdir(), 'mock action '));
  /** @returns the step's outputs for the job, and for its own end. */
  async function runStep(name: string, environment: NodeJS.ProcessEnv) {
    const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STATE: join(folder, 'state') };
    for (const file of Object.values(files)) await writeFile(file, '');
    const program = join(root, '.github', 'actions', 'mock', name);
    const ended = await command([], { RUNNER_TEMP: folder, ...files, ...environment }, program, folder);
    const read = async (file: string) => readValues(await readFile(file, 'utf8'));
    return { ...ended, outputs: await read(files.GITHUB_OUTPUT), state: await read(files.GITHUB_STATE) };
  }
  return {
    folder,
    start: (environment: NodeJS.ProcessEnv) => runStep('start.js', environment),
    stop: (state: Record<string, string>) =>
      runStep(
        'stop.js',
        Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
      ),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
