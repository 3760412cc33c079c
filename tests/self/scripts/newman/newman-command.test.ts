import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MockProcess, startMockProcess } from '../../mocks/second-process.ts';
import { command } from '../verify/command.ts';

/** `npm run newman`, as a process. */
const root = join(import.meta.dirname, '..', '..', '..', '..');
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const newman = (args: readonly string[], environment = {}) =>
  command([join(root, 'scripts', 'newman', 'newman.ts'), ...args], environment, tsx);

const token = 'a+b/c $9"x-secret';
let mock: MockProcess;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newman-'));
  mock = await startMockProcess(['--client-id=client-7', '--account-id=account-1', `--token=${token}`]);
});
afterAll(async () => {
  await mock.stop();
  await rm(folder, { recursive: true });
});

const deployment = () => ['--base-url', mock.url, '--client-id', 'client-7', '--account-id', 'account-1'];

describe('where the deployment comes from', () => {
  test('nowhere: the embedded mock is checked', async () => {
    const { code, stdout, stderr } = await newman(['--folder', 'R11', '--folder', 'R4']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/account-foreign: [\s\S]*✓ {2}R11 \(MUST\)/);
  });

  test('options and UPLOAD_ variables, as with verify', async () => {
    const { code, stdout } = await newman([...deployment(), '--folder', 'R1'], { UPLOAD_TOKEN: token });
    expect(stdout).toContain(mock.url);
    expect(code).toBe(0);
  });

  test('a Postman environment, and single variables ahead of it', async () => {
    const path = join(folder, 'environment.json');
    const values = Object.entries({
      baseUrl: mock.url,
      clientId: 'client-7',
      accountId: 'account-1',
      token: 'old',
    });
    await writeFile(path, JSON.stringify({ values: values.map(([key, value]) => ({ key, value })) }));
    const { code } = await newman(['-e', path, '--env-var', `token=${token}`, '--folder', 'R1']);
    expect(code).toBe(0);
  });
});

test('a folder alone is run behind the baseline, on which its refusals rest', async () => {
  const { code, stdout } = await newman([...deployment(), '--token', 'wrong-one', '--folder', 'R3']);
  expect(code).toBe(1);
  expect(stdout).toContain('R1 (MUST): accepted with 2xx');
  expect(stdout).toContain('[skipped] R3 (MUST): not accepted - could not be told: csv-file, from which');
});

test('the token is in nothing that is printed or written', async () => {
  const report = join(folder, 'report.json');
  const reporters = ['--reporters', 'cli,json', '--reporter-json-export', report, '--verbose'];
  const { code, stdout, stderr } = await newman([
    ...deployment(),
    '--token',
    token,
    '--folder',
    'R2',
    ...reporters,
  ]);
  expect(code).toBe(0);
  expect(stdout).toContain('?token=[redacted]');
  const written = stdout + stderr + (await readFile(report, 'utf8'));
  for (const form of [token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1)])
    expect(written).not.toContain(form);
  expect(JSON.parse(await readFile(report, 'utf8')).run.failures).toEqual([]);
});

describe('mistakes', () => {
  test('are all named in one message, with exit code 2', async () => {
    const { code, stdout, stderr } = await newman(['--base-url', 'localhost:4010']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--base-url wants a scheme');
    expect(stderr).toContain('--token or --token-command (or UPLOAD_TOKEN) is missing');
  });

  test('a file that is no environment is named', async () => {
    const { code, stderr } = await newman(['-e', join(folder, 'absent.json')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--environment: cannot read .*absent\.json \(ENOENT\)\n$/);
  });
});
