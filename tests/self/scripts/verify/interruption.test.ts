import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanEnvironment } from './command.ts';
import { serve } from './server.ts';

/** Ctrl-C, and cancelling a build, while a deployment keeps the run waiting. */
const bin = join(import.meta.dirname, '..', '..', '..', '..', 'scripts', 'upload-contract.js');
const target = ['--token', 'secret-token', '--client-id', 'c', '--account-id', 'a'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upload-contract-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Interrupts a run after the response to its first upload. */
async function interrupted(signal: NodeJS.Signals, args: readonly string[]) {
  let asked = 0;
  await using server = await serve((_, response) => {
    asked += 1;
    if (asked === 1) response.writeHead(200).end('{"fileId":"1"}');
  });
  const child = spawn(process.execPath, ['--', bin, 'verify', '--base-url', server.url, ...target, ...args], {
    env: cleanEnvironment(),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      output += bytes;
    });
  }
  await expect.poll(() => asked > 1 && /^\S+ {2}.*csv-file/m.test(output)).toBe(true);
  child.kill(signal);
  const [code] = await once(child, 'close');
  return { code, output };
}

describe.skipIf(process.platform === 'win32').concurrent('an interrupted run', () => {
  const leftBehind =
    /Interrupted: \d+ of \d+ cases ended, and no report was written\. The deployment may still store 1 upload and those in progress, named contract-[0-9a-f]{6}-/;

  test('SIGINT ends it with 130, and a line about what is left behind', async () => {
    const { code, output } = await interrupted('SIGINT', []);
    expect(code).toBe(130);
    expect(output).toMatch(leftBehind);
    expect(output).not.toMatch(/\n\s+at /);
  });

  test('SIGTERM ends it with 143, and leaves no empty report, and an earlier one as it was', async () => {
    const earlier = join(folder, 'earlier.json');
    await writeFile(earlier, 'of yesterday');
    const reports = [`json=${earlier}`, `html=${join(folder, 'new.html')}`];
    const { code, output } = await interrupted(
      'SIGTERM',
      reports.flatMap((report) => ['--report', report]),
    );
    expect(code).toBe(143);
    expect(output).toMatch(leftBehind);
    expect(output).not.toMatch(/\n\s+at /);
    expect(await readdir(folder)).toEqual(['earlier.json']);
    expect(await readFile(earlier, 'utf8')).toBe('of yesterday');
  });
});
