import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyRepository } from '../generate/copy.ts';
import { cleanEnvironment, type Ended } from '../verify/command.ts';

/** Checkouts whose path contains characters that are special in an address, in a pattern or to a shell. */
const names = ["a #b %41 % 'c' & [d] {e}-"];
// Windows allows no question mark in file names.
if (process.platform !== 'win32') names.push('a?b=#c-');

/** Runs a program with its checkout as the current folder, as npm does. */
function run(folder: string, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--', ...args], { cwd: folder, env: cleanEnvironment() });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (bytes) => {
    ended.stdout += bytes;
  });
  child.stderr.on('data', (bytes) => {
    ended.stderr += bytes;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...ended, code })));
}

describe.each(names)('a checkout in a folder "%s…"', (name) => {
  let folder: string;
  beforeAll(async () => {
    folder = await copyRepository(name);
  });
  afterAll(() => rm(folder, { recursive: true }));
  const bin = () => join(folder, 'scripts', 'upload-contract.js');

  it('verifies', async () => {
    const { code, stdout, stderr } = await run(folder, bin(), 'verify', '--only', 'csv-file');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('keeps the contract');
  });

  it('generates', async () => {
    const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const [node, ...args] = scripts.generate.split(' ').filter((arg: string) => arg !== '--');
    expect(node).toBe('node');
    const { code, stdout, stderr } = await run(folder, ...args, '--check');
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'generated/ is up to date.\n',
      stderr: '',
    });
  });

  it('runs the Postman collection', async () => {
    const newman = [join('scripts', 'newman', 'newman.ts'), '--folder', 'R11'];
    const { code, stdout } = await run(folder, join('scripts', 'run.js'), ...newman);
    expect(code).toBe(0);
    expect(stdout).toMatch(/✓ {2}R11 \(MUST\)/);
  });

  it('mocks, and serves its reference', async () => {
    const child = spawn(process.execPath, [bin(), 'mock', '--port', '0']);
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const url = /^Mock ready at (\S+)$/.exec(line)?.[1];
    for (const path of ['', 'reference', 'reference/swagger-ui.js', 'reference/openapi.json'])
      expect((await fetch(`${url}/__mock/${path}`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
