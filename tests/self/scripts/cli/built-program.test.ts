import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { command } from '../verify/command.ts';

/** A program from a clone is rebuilt when its sources have changed, and runs as if nothing were built. */
const run = join(import.meta.dirname, '..', '..', '..', '..', 'scripts', 'run.js');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'program-'));
  await source('package.json', '{ "type": "module" }');
});
afterAll(() => rm(folder, { recursive: true }));

const source = (name: string, text: string) => writeFile(join(folder, name), text);
const start = (...args: string[]) => command([join(folder, 'program.ts'), ...args], {}, run);

beforeEach(async () => {
  await source('part.ts', "export const part: string = 'first';\n");
  await source(
    'program.ts',
    "import { part } from './part.ts';\nconsole.log(part, import.meta.dirname, import.meta.url, ...process.argv.slice(2));\n",
  );
});

it('knows its path and its arguments', async () => {
  const { code, stdout, stderr } = await start('--one', 'two');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^first \S+program-\w+ file:\S+program\.ts --one two\n$/);
  expect(stdout).toContain(folder);
});

it('is rebuilt when one of its sources has changed', async () => {
  expect((await start()).stdout).toMatch(/^first /);
  await source('part.ts', "export const part: string = 'second';\n");
  expect((await start()).stdout).toMatch(/^second /);
});

it('names the source line where it fails', async () => {
  await source(
    'part.ts',
    "type Part = string;\n\nexport const part: Part = fail();\n\nfunction fail(): never {\n  throw new Error('no part');\n}\n",
  );
  const { code, stderr } = await start();
  expect(code).toBe(2);
  expect(stderr).toMatch(/Error: no part\n\s+at fail \(\S+part\.ts:6:9\)/);
});

it('reports a syntax error instead of running the old build', async () => {
  await start();
  await source('part.ts', 'export const part: string = ;\n');
  const { code, stdout, stderr } = await start();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('part.ts');
});
