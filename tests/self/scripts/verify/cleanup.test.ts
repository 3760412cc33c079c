import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanUp, cleanupTimes } from '../../../../scripts/verify/cleanup.ts';
import { cleanupVariables } from '../../../../scripts/verify/cleanup-variables.ts';
import { renderUpload } from '../../../../scripts/verify/uploads-list.ts';
import { createRedactor } from '../../../contract/report/redact.ts';
import type { Report } from '../../../contract/report/report.ts';
import { commandHere } from '../cli/here.ts';

/** The tester's command removes the uploads of a run, which are also listed. */
const token = 'a-secret-token-4711';
const deployment = {
  baseUrl: 'http://files.test',
  clientId: 'client',
  accountId: 'account',
  token,
  secrets: [],
  documentTypePointer: undefined,
  headers: [],
};
const uploadOf = (body: unknown, id = 'csv-file') => ({
  case: id,
  url: 'http://files.test/files/v1/client/upload_files',
  status: 200,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

let folder: string;
/** Runs a script of ours: the shells of different systems have little in common. */
async function script(name: string, source: string): Promise<string> {
  const file = join(folder, `${name}.mjs`);
  await writeFile(file, source);
  return `"${process.execPath}" "${file}"`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cleanup-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the variables of a cleanup command', () => {
  test('are the plain members of the response body, and the deployment', () => {
    const body = {
      fileId: 'f1',
      'file-name': 'a b',
      size: 3,
      ok: true,
      documentType: null,
      owner: { id: 1 },
      tags: [],
    };
    expect(cleanupVariables(uploadOf(body), deployment)).toEqual({
      UPLOAD_FILE_ID: 'f1',
      UPLOAD_FILE_NAME: 'a b',
      UPLOAD_SIZE: '3',
      UPLOAD_OK: 'true',
      UPLOAD_CASE: 'csv-file',
      UPLOAD_BASE_URL: 'http://files.test',
      UPLOAD_CLIENT_ID: 'client',
      UPLOAD_ACCOUNT_ID: 'account',
      UPLOAD_TOKEN: token,
    });
  });

  test.each([
    [
      'a deployment does not say where the token goes next',
      { baseUrl: 'http://evil', token: 'x', tokenCommand: 'rm' },
    ],
    ['what no variable can hold is left out', { a: 'x\0y', b: 'x'.repeat(40_000), '?': 'x' }],
    ['a list has no members', ['x']],
    ['a text has none', 'stored'],
  ])('%s', (_, body) => {
    const { UPLOAD_BASE_URL, UPLOAD_TOKEN, ...others } = cleanupVariables(uploadOf(body), deployment);
    expect([UPLOAD_BASE_URL, UPLOAD_TOKEN]).toEqual(['http://files.test', token]);
    expect(Object.keys(others)).toEqual(['UPLOAD_CASE', 'UPLOAD_CLIENT_ID', 'UPLOAD_ACCOUNT_ID']);
  });
});

describe('the command', () => {
  test('is run once for each upload, with the response body on standard input', async () => {
    const command = await script(
      'keep',
      `import { readFileSync, writeFileSync } from 'node:fs';
       writeFileSync(process.env.UPLOAD_FILE_ID + '.removed', readFileSync(0));`,
    );
    const uploads = ['u1', 'u2', 'u3'].map((fileId) => uploadOf({ fileId: join(folder, fileId), n: 'ä' }));
    const { cleanup, states } = await cleanUp(command, uploads, deployment);
    expect(cleanup).toEqual({ uploads: 3, done: 3, failed: 0, notRun: 0, failures: [] });
    expect(states).toEqual(['done', 'done', 'done']);
    expect((await readdir(folder)).filter((name) => name.endsWith('.removed'))).toHaveLength(3);
    expect(await readFile(join(folder, 'u2.removed'))).toEqual(uploads[1]?.body);
  });

  test('that fails is reported, without the token', async () => {
    const command = await script(
      'fail',
      'console.error("refused for " + process.env.UPLOAD_TOKEN); process.exit(3);',
    );
    const { cleanup } = await cleanUp(command, [uploadOf({}), uploadOf({})], deployment);
    expect(cleanup).toEqual({
      uploads: 2,
      done: 0,
      failed: 2,
      notRun: 0,
      failures: [{ reason: 'exit code 3: refused for [redacted]', uploads: 2 }],
    });
  });

  test('that does not end is killed, with its children; and the total time is limited', async () => {
    const command = await script(
      'hang',
      `import { spawn } from 'node:child_process';
       spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });`,
    );
    const uploads = [...Array(6)].map(() => uploadOf({}));
    const times = { ...cleanupTimes, each: 2000, all: 2000 };
    const { cleanup } = await cleanUp(command, uploads, deployment, times);
    expect(cleanup).toMatchObject({ done: 0, failed: 4, notRun: 2 });
    expect(cleanup.failures).toEqual([{ reason: 'it did not end within 2 seconds', uploads: 4 }]);
  });
});

test('a line of the list contains no secret, in any member', () => {
  const body = { fileId: 'f1', echo: { [token]: [`x ${token}`] }, size: 4711 };
  const redact = createRedactor(token, ['4711']);
  expect(JSON.parse(renderUpload(uploadOf(body), redact))).toEqual({
    case: 'csv-file',
    url: 'http://files.test/files/v1/client/upload_files',
    status: 200,
    body: { fileId: 'f1', echo: { '[redacted]': ['x [redacted]'] }, size: '[redacted]' },
  });
  expect(renderUpload(uploadOf('stored\u001b[31m'), redact)).toMatch(/^[\x20-\x7e]+\n$/);
});

describe('verify', () => {
  test('cleans up and lists; a command that fails changes no verdict', async () => {
    const command = await script('once', 'process.exit(process.env.UPLOAD_CASE === "csv-file" ? 1 : 0);');
    const [list, json] = [join(folder, 'new', 'left.jsonl'), join(folder, 'report.json')];
    const { code, stdout, stderr } = await commandHere([
      ...['verify', '--only', 'csv-file', '--only', 'pdf-file', '--list-uploads', list],
      ...['--cleanup-command', command, '--report', `json=${json}`],
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report: Report = JSON.parse(await readFile(json, 'utf8'));
    expect(report.cleanup).toEqual({
      uploads: 2,
      done: 1,
      failed: 1,
      notRun: 0,
      failures: [{ reason: 'exit code 1', uploads: 1 }],
    });
    expect(stdout).toContain(
      'Of 2 uploads, --cleanup-command failed for 1 (exit code 1): remove the rest by hand.',
    );
    const lines = (await readFile(list, 'utf8')).trimEnd().split('\n');
    expect(
      lines.map((line) => JSON.parse(line)).map(({ case: id, status, cleanup }) => [id, status, cleanup]),
    ).toEqual(
      expect.arrayContaining([
        ['csv-file', 200, 'failed'],
        ['pdf-file', 200, 'done'],
      ]),
    );
    expect(lines).toHaveLength(report.counts.accepted);
  });

  test('a list that shares a file with a report is rejected before anything is sent', async () => {
    const file = join(folder, 'both');
    const { code, stderr } = await commandHere([
      'verify',
      '--list-uploads',
      file,
      '--report',
      `json=${file}`,
    ]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `--report json=${file} and --list-uploads ${file} name one file: give each report its own\n`,
    );
  });
});
