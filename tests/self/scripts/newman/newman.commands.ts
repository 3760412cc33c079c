import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redactContent } from '../../../../scripts/newman/redacted-files.ts';
import { createRedactor } from '../../../contract/report/redact.ts';
import { type MockProcess, startMockProcess } from '../../mocks/second-process.ts';
import { cleanEnvironment, command } from '../verify/command.ts';

/** `npm run newman`, as a process. */
const root = join(import.meta.dirname, '..', '..', '..', '..');
const run = join(root, 'scripts', 'run.js');
const script = join(root, 'scripts', 'newman', 'newman.ts');
const newman = (args: readonly string[], environment = {}, folder = root) =>
  command([script, ...args], environment, run, folder);

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

/** Independent of how the redactor makes them. */
const formsOf = (token: string): string[] => [
  token,
  encodeURIComponent(token),
  JSON.stringify(token).slice(1, -1),
  Buffer.from(token).toString('base64').slice(0, -4),
  Buffer.from(token).toString('hex'),
  [...Buffer.from(token)].join(','),
  token.slice(0, -1),
  token.slice(1),
];

/** The text of each file below a folder, without whitespace: JSON spreads lists of bytes over many lines. */
async function filesBelow(path: string): Promise<Record<string, string>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map(
    async (file) => [file, (await readFile(file, 'utf8')).replace(/\s+/g, '')] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

const shownIn = (token: string, texts: Record<string, string>): string[] =>
  Object.entries(texts).flatMap(([name, text]) =>
    formsOf(token)
      .filter((form) => text.includes(form.replace(/\s+/g, '')))
      .map((form) => `${name}: ${form}`),
  );

/** The deployment as Newman's users keep it, in a Postman environment. */
async function postmanEnvironment(): Promise<string> {
  const path = join(folder, 'environment.json');
  const values = Object.entries({ baseUrl: mock.url, clientId: 'client-7', accountId: 'account-1', token });
  await writeFile(path, JSON.stringify({ values: values.map(([key, value]) => ({ key, value })) }));
  return path;
}

/** Runs Newman in a folder of its own, and expects it to write this number of files, none with the token. */
async function runWithout(
  secret: string,
  files: number,
  args: (place: string) => string[],
  environment = {},
) {
  const place = await mkdtemp(join(folder, 'run-'));
  const { code, stdout, stderr } = await newman(args(place), environment, place);
  expect(stderr).toBe('');
  const written = await filesBelow(place);
  expect(Object.keys(written)).toHaveLength(files);
  expect(shownIn(secret, { stdout, stderr, ...written })).toEqual([]);
  const json = Object.entries(written).filter(([name]) => name.endsWith('.json'));
  for (const [, text] of json) expect(() => JSON.parse(text)).not.toThrow();
  return { code, stdout };
}

describe('the token is in no output and no file', () => {
  test('without a deployment, when the embedded mock is checked, and each file is named', async () => {
    const options = (place: string) => [
      ...['--folder', 'R11', '--verbose'],
      ...['-r', 'cli,json,junit', '--reporter-json-export', join(place, 'a', 'report.json')],
      `--reporter-junit-export=${join(place, 'report.xml')}`,
      `--export-environment=${join(place, 'environment.json')}`,
      ...['--export-globals', join(place, 'globals.json')],
      `--export-collection=${join(place, 'collection.json')}`,
      `--export-cookie-jar=${join(place, 'cookies.json')}`,
    ];
    const { code, stdout } = await runWithout(token, 6, options, { UPLOAD_TOKEN: token });
    expect(stdout).toContain('✓  R11 (MUST)');
    expect(code).toBe(0);
  });

  test('with a Postman environment and a wrong token that overrides its own, where a folder or nothing is named', async () => {
    const wrong = 'd+e/f $8"y-wrong';
    const environment = await postmanEnvironment();
    const options = (place: string) => [
      ...['-e', environment, '--env-var', `token=${wrong}`, '--folder', 'R5'],
      ...['--reporters=cli,json,junit', `--reporter-json-export=${place}`],
    ];
    const { code, stdout } = await runWithout(wrong, 2, options);
    expect(stdout).toContain(mock.url);
    // A single folder runs after its baseline, which fails.
    expect(stdout).toContain('R1 (MUST): accepted with 2xx');
    expect(stdout).toMatch(/\[skipped\] R5 \(MUST\): .* - inconclusive: its control [\w-]+ was not accepted/);
    expect(code).toBe(1);
  });

  test('with options and UPLOAD_ variables, as verify has them, when the run is killed after its baseline', async () => {
    const place = await mkdtemp(join(folder, 'killed-'));
    const deployment = ['--base-url', mock.url, '--client-id', 'client-7', '--account-id', 'account-1'];
    const child = spawn(process.execPath, ['--', run, script, ...deployment, '-r', 'cli,json'], {
      cwd: place,
      env: { ...cleanEnvironment(), UPLOAD_TOKEN: token },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let stdout = '';
    child.stdout.on('data', (bytes) => {
      stdout += bytes;
      if (stdout.includes('✓  R1 (MUST)')) child.kill('SIGKILL');
    });
    // All processes with the pipe have ended.
    const [, signal] = await once(child, 'close');
    expect(signal).toBe('SIGKILL');
    expect(stdout).toContain(mock.url);
    expect(shownIn(token, { stdout, ...(await filesBelow(place)) })).toEqual([]);
  });
});

test('contents keep their format, and stay unchanged without a secret', () => {
  const redact = createRedactor(token);
  const clean = (value: unknown) => redactContent(JSON.stringify(value), redact);
  const stream = { type: 'Buffer', data: [...Buffer.from(`got ${token}!`)] };
  const { response } = JSON.parse(String(clean({ response: { stream } })));
  expect(Buffer.from(response.stream.data).toString()).toBe('got [redacted]!');
  expect(clean({ [token]: [1, 2, token] })).toBe(
    JSON.stringify({ '[redacted]': [1, 2, '[redacted]'] }, null, 2),
  );
  const image = new Uint8Array([0xff, 0xd8, 0, 1]);
  expect(redactContent(image, redact)).toBe(image);
  expect(redactContent(Buffer.from(`<a>${token}</a>`), redact)).toBe('<a>[redacted]</a>');
});

test('mistakes are all named in one message, with exit code 2', async () => {
  const place = join(folder, 'absent.json');
  const { code, stdout, stderr } = await newman(['--base-url', 'localhost:4010', '-e', place]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^--environment: cannot read .*absent\.json \(ENOENT\)$/m);
  expect(stderr).toContain('--base-url has no scheme');
  expect(stderr).toContain('--token is missing. Set it, --token-command or UPLOAD_TOKEN.');
});
