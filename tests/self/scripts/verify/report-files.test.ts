import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { probeReports, writeReport } from '../../../../scripts/verify/report-files.ts';
import { commandHere } from '../cli/here.ts';
import { serve } from './server.ts';

/** Two reports in one file, and files that store none, are rejected before anything is sent. */
let folder: string;
const at = (...names: string[]): string => join(folder, ...names);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reports-'));
});
afterEach(() => rm(folder, { recursive: true }));

const reports = (...files: string[]) => files.map((file, index) => ({ kind: `k${index}`, file }));

describe('one file by two names', () => {
  test.each<[name: string, prepare: () => Promise<unknown>, second: string]>([
    ['another spelling', async () => {}, 'x/../a'],
    ['a link to it', () => symlink(at('a'), at('b')), 'b'],
    ['a link to it, which is there', () => writeFile(at('a'), '').then(() => symlink('a', at('b'))), 'b'],
    ['a hard link', () => writeFile(at('a'), '').then(() => link(at('a'), at('b'))), 'b'],
    ['a link to a link', () => symlink('a', at('c')).then(() => symlink('c', at('b'))), 'b'],
    ['a link to its folder', () => symlink('.', at('d')), join('d', 'a')],
  ])('%s', async (_, prepare, second) => {
    await mkdir(at('x'));
    await prepare();
    const before = await readdir(folder);
    expect(await probeReports(reports(at('a'), at('other'), `${folder}/${second}`))).toEqual([
      `--report k0=${at('a')} and k2=${folder}/${second} name one file: give each report its own`,
    ]);
    expect(await readdir(folder)).toEqual(before);
  });

  test('different files are different, and none is left behind', async () => {
    await writeFile(at('a'), 'of yesterday');
    expect(await probeReports(reports(at('a'), at('b'), at('new', 'a')))).toEqual([]);
    expect(await readdir(folder)).toEqual(['a', 'new']);
    expect(await readFile(at('a'), 'utf8')).toBe('of yesterday');
  });
});

describe.skipIf(process.platform === 'win32')('where the system has them', () => {
  test('a named pipe, a link to one and a device store no report', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    await symlink('pipe', at('link'));
    for (const file of [at('pipe'), at('link'), '/dev/null'])
      expect(await probeReports(reports(file))).toEqual([
        `--report k0: ${file} is not a regular file: name one, or a new file`,
      ]);
  });

  test('only the owner can read a new report; an existing one keeps its permissions', async () => {
    await writeFile(at('wide'), 'old', { mode: 0o644 });
    await writeReport(at('new'), 'text');
    await writeReport(at('wide'), 'text');
    const modeOf = async (file: string) => (await stat(file)).mode & 0o777;
    expect([await modeOf(at('new')), await modeOf(at('wide'))]).toEqual([0o600, 0o644]);
  });

  test('verify rejects them with one message, and sends nothing', async () => {
    let requests = 0;
    await using server = await serve((_request, response) => {
      requests += 1;
      response.end();
    });
    execFileSync('mkfifo', [at('pipe')]);
    await symlink('a', at('b'));
    const deployment = ['--base-url', server.url, '--client-id', 'c', '--account-id', 'a'];
    const files = [`json=${at('a')}`, `html=${at('b')}`, `har=${at('pipe')}`];
    const { code, stdout, stderr } = await commandHere(
      ['verify', ...deployment, ...files.flatMap((file) => ['--report', file])],
      { UPLOAD_TOKEN: 'token-of-mine' },
    );
    expect({ code, stdout, requests }).toEqual({ code: 2, stdout: '', requests: 0 });
    expect(stderr.trimEnd().split('\n')).toEqual([
      `--report har: ${at('pipe')} is not a regular file: name one, or a new file`,
      `--report json=${at('a')} and html=${at('b')} name one file: give each report its own`,
    ]);
  });
});
