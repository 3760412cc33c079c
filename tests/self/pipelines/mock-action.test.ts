import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from '../scripts/verify/command.ts';
import { readValues, root } from './action.ts';
import { hostileValues } from './samples.ts';

const program = (name: string): string => join(root, '.github', 'actions', 'mock', name);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock action '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a step as a runner does. @returns what it wrote for the job, and for its own end. */
async function runStep(name: string, environment: NodeJS.ProcessEnv) {
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STATE: join(folder, 'state') };
  for (const file of Object.values(files)) await writeFile(file, '');
  const ended = await command([], { RUNNER_TEMP: folder, ...files, ...environment }, program(name), folder);
  const read = async (file: string) => readValues(await readFile(file, 'utf8'));
  return { ...ended, outputs: await read(files.GITHUB_OUTPUT), state: await read(files.GITHUB_STATE) };
}

const stop = (state: Record<string, string>) =>
  runStep(
    'stop.js',
    Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
  );

test('the mock is there when the step ends, and gone when the job does', async () => {
  const options = `--account-id=1001\n--token=${hostileValues[0]}\n`;
  const { code, outputs, state } = await runStep('start.js', { INPUT_OPTIONS: options });
  try {
    expect([code, outputs.url]).toEqual([0, expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)]);
    const form = new FormData();
    form.append('accountId', '1001');
    form.append('file', new Blob(['a;b']), 'rows.csv');
    const request = { method: 'POST', headers: { Authorization: hostileValues[0] ?? '' }, body: form };
    expect((await fetch(`${outputs.url}/files/v1/acme/upload_files`, request)).status).toBe(200);
  } finally {
    const { stdout } = await stop(state);
    expect(stdout).toContain('Mock ready at');
  }
  await expect(fetch(`${outputs.url}/__mock/`)).rejects.toThrow('fetch failed');
  expect((await stop(state)).code).toBe(0);
});

test('a mock that does not start fails the step, and says why', async () => {
  const { code, stdout, outputs } = await runStep('start.js', { INPUT_OPTIONS: '--latency=; touch x' });
  expect([code, outputs]).toEqual([1, {}]);
  expect(stdout).toMatch(/^::error::The mock ended at once:%0A.*--latency/m);
});
