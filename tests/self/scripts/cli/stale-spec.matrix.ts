import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startMockProcess } from '../../mocks/second-process.ts';
import { copyRepository } from '../generate/copy.ts';
import { command, type Ended } from '../verify/command.ts';

/** Each command, as a process, warns when `spec/` is newer than what it runs. */
let copy: string;
let spec: string;
let openapi: string;

beforeAll(async () => {
  copy = await copyRepository();
  spec = join(copy, 'spec');
  openapi = await readFile(join(spec, 'openapi.yaml'), 'utf8');
});
afterAll(() => rm(copy, { recursive: true }));
beforeEach(() => writeFile(join(spec, 'openapi.yaml'), openapi));

const bin = () => join(copy, 'scripts', 'upload-contract.js');
const warning = /^Warning: spec\/ has changed since generated\/ was written.* npm run generate\n$/;

const commands: [name: string, run: () => Promise<Ended>][] = [
  ['verify', () => command(['verify', '--only', 'csv-file'], {}, bin())],
  ['verify --list', () => command(['verify', '--list', '--only', 'csv-file'], {}, bin())],
  ['mock', () => mockUntilReady()],
  [
    'newman',
    () =>
      command(
        [join(copy, 'scripts', 'newman', 'newman.ts'), '--folder', 'R11'],
        {},
        join(copy, 'scripts', 'run.js'),
      ),
  ],
];

async function mockUntilReady(): Promise<Ended> {
  const mock = await startMockProcess([], bin());
  // It then listens to signals, too.
  await fetch(`${mock.url}/__mock/`);
  const code = await mock.stop();
  return { code, stdout: mock.stdout(), stderr: mock.stderr() };
}

describe.each(commands)('%s', (_, run) => {
  it('warns in one line that the spec has changed, and goes on', async () => {
    await writeFile(join(spec, 'openapi.yaml'), openapi.replace('- Document\n', '- 1099\n'));
    const { code, stderr } = await run();
    expect(stderr).toMatch(warning);
    expect(code).toBe(0);
  });

  it('does not warn for another time or other line ends', async () => {
    await writeFile(join(spec, 'openapi.yaml'), openapi.replaceAll('\n', '\r\n'));
    await utimes(join(spec, 'openapi.yaml'), new Date(), new Date(Date.now() + 3_600_000));
    const { code, stderr } = await run();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
