import { chmod, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { newMockJob } from './mock-action.ts';
import { hostileValues } from './samples.ts';

/** A program in place of the mock: records its arguments, and does what its options say. */
const program = `
const { createServer } = await import('node:http');
const { writeFileSync } = await import('node:fs');
const args = process.argv.slice(2);
writeFileSync(process.env.RECORD, JSON.stringify(args));
if (args.includes('--end')) throw new Error('it ends');
const server = createServer((_, response) => response.end());
if (!args.includes('--silent'))
  server.listen(0, '127.0.0.1', () => console.log('Mock ready at http://127.0.0.1:' + server.address().port));
else setInterval(() => {}, 1000);
`;

// On Windows, npm is not a program that a file of this name could replace.
describe.skipIf(process.platform === 'win32')('the action of the mock', () => {
  /** A job where npm installs that program, and records its arguments. */
  async function newJob(npmCode = 0) {
    const job = await newMockJob();
    const place = (name: string): string => join(job.folder, name);
    const installed = 'node_modules/upload-contract';
    const npm = [
      '#!/bin/sh',
      `echo "$@" > '${place('asked')}'`,
      `mkdir -p ${installed}`,
      `echo '{ "bin": { "upload-contract": "cli.mjs" } }' > ${installed}/package.json`,
      `echo 'import("${pathToFileURL(place('stand.mjs')).href}")' > ${installed}/cli.mjs`,
      `exit ${npmCode}`,
    ];
    await writeFile(place('stand.mjs'), program);
    await writeFile(place('npm'), `${npm.join('\n')}\n`);
    await chmod(place('npm'), 0o755);
    const environment = {
      PATH: `${job.folder}${delimiter}${process.env.PATH}`,
      RECORD: place('record'),
      INPUT_VERSION: '1.2.3',
    };
    return {
      ...job,
      start: (inputs: NodeJS.ProcessEnv) => job.start({ ...environment, ...inputs }),
      asked: () => readFile(place('asked'), 'utf8'),
      args: async (): Promise<string[]> => JSON.parse(await readFile(place('record'), 'utf8')),
    };
  }

  test('continues when the mock is ready, passes options unchanged, and stops it', async () => {
    await using job = await newJob();
    const options = `--account-id=1001\n--token=${hostileValues[0]}\n`;
    const { code, outputs, state } = await job.start({ INPUT_OPTIONS: options });
    expect([code, outputs.url]).toEqual([0, expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)]);
    expect(await job.asked()).toMatch(/^install --ignore-scripts .*upload-contract@1\.2\.3\n$/);
    expect(await job.args()).toEqual([
      ...['mock', '--port=0', '--host=127.0.0.1', '--account-id=1001'],
      `--token=${hostileValues[0]}`,
    ]);
    expect((await job.stop(state)).stdout).toContain('Mock ready at');
    await expect(fetch(`${outputs.url}/`)).rejects.toThrow('fetch failed');
    expect((await job.stop(state)).code).toBe(0);
  });

  test.each([
    ['ends', { INPUT_OPTIONS: '--end' }, /^::error::The mock ended immediately:%0A.*it ends/m],
    [
      'is not ready in time',
      { INPUT_OPTIONS: '--silent', INPUT_TIMEOUT: '200' },
      /^::error::.*within 200 ms/m,
    ],
    [
      'is to be another version than there can be',
      { INPUT_VERSION: '1; touch x' },
      /^::error::The input `version`/m,
    ],
  ])('fails if the mock %s, and says why', async (_, inputs, message) => {
    await using job = await newJob();
    const { code, stdout, outputs } = await job.start(inputs);
    expect([code, stdout, outputs]).toEqual([1, expect.stringMatching(message), {}]);
  });

  test('fails if the version cannot be installed', async () => {
    await using job = await newJob(1);
    const { code, stdout } = await job.start({});
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^::error::Could not install upload-contract@1\.2\.3/m),
    ]);
  });
});
