import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { pageFacts } from '../../../../mocks/admin/inspector/facts.ts';
import type { JournalEntry } from '../../../../mocks/admin/journal/entry.ts';
import { startMock } from '../../../../mocks/server.ts';
import { content, target } from '../form.ts';

/** The page reads its facts from its HTML. */
vi.stubGlobal('document', {
  getElementById: () => ({ textContent: JSON.stringify(pageFacts(contract, '')) }),
});
const { curlLine, leftOutOf, variablesOf } = await import('../../../../mocks/admin/inspector/page/curl.js');

type Request = Partial<JournalEntry['request']>;

const exchangeOf = (request: Request): JournalEntry => ({
  id: 1,
  receivedAt: '2030-01-31T12:00:00Z',
  duration: 1,
  bytes: 1,
  over: true,
  request: { method: 'POST', path: target, headers: {}, parts: [], partCount: 0, ...request },
  answered: 'sent',
});

const file = (name: string, fileName = 'a.csv', mediaType = 'text/csv') =>
  ({ kind: 'file', name, fileName, mediaType, size: 1 }) as const;
const field = (name: string, value: string) => ({ kind: 'field', name, value }) as const;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'curl-line-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Runs a line in a shell, with a curl that only records its arguments. */
async function wordsIn(shell: string, line: string): Promise<string[]> {
  const curl = join(folder, 'curl');
  await writeFile(curl, `#!/bin/sh\nprintf '%s\\0' "$@" > "${folder}/words"\n`);
  await chmod(curl, 0o755);
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, TOKEN: 'my-token', SECRET: 'of-mine' };
  await promisify(execFile)(shell, ['-c', line], { cwd: folder, env });
  expect((await readdir(folder)).toSorted()).toEqual(['curl', 'words']);
  return (await readFile(join(folder, 'words'), 'utf8')).split('\0').slice(0, -1);
}

const url = `http://127.0.0.1:4010${target}`;
const lineOf = (request: Request) => curlLine(exchangeOf(request), 'http://127.0.0.1:4010');
const leftOut = (request: Request) => leftOutOf(exchangeOf(request)).join('\n');

/** Texts that run a command in a shell, unless quoted correctly. */
const hostile = [
  '`touch pwned`',
  '$(touch pwned)',
  "'; touch pwned; '",
  '"; touch pwned; "',
  "\\'; touch pwned; \\'",
  '; touch pwned',
  'a\ntouch pwned\n',
  "\u0085'; touch pwned; '",
  "\u001b[201~\n'`touch pwned`",
  '! > pwned',
  '~/$HOME/*',
  '-o pwned',
];

describe.each(['bash', 'sh'])('in %s, nothing is executed', (shell) => {
  test.each(hostile)('of %j', async (text) => {
    const parts = [field(text, text), file(text, text, text), file(content, text)];
    const headers = {
      'x-note': text.replace(/\p{Cc}/gu, ''),
      'x-key': `***${text.replace(/\n/g, '')}`,
    };
    const words = await wordsIn(shell, lineOf({ path: `${target}/${text}`, headers, parts }));
    expect(words).toContain('-F');
  });

  test('of a header name with back-ticks, masked or not', async () => {
    const headers = { '`touch$IFS`': '***', "$x'`touch`": 'a', 'x-secret': '***' };
    const words = await wordsIn(shell, lineOf({ headers }));
    expect(words).toEqual(expect.arrayContaining(["$x'`touch`: a", '`touch$IFS`: ', 'x-secret: ']));
  });
});

describe('in bash, curl gets the exact text', () => {
  test.each(hostile)('%j', async (text) => {
    const words = await wordsIn('bash', lineOf({ parts: [field(content, text)] }));
    expect(words).toEqual(['-i', '-g', url, '--form-string', `${content}=${text}`]);
  });

  test('around a variable', async () => {
    const headers = { authorization: '***', 'x-note': 'it\'s *** & `this` "too" \\' };
    const words = await wordsIn('bash', lineOf({ method: 'GET', headers }));
    expect(words).toContain('authorization: my-token');
    expect(words).toContain('x-note: it\'s my-token & `this` "too" \\');
  });
});

describe('values that make curl read a file are left out, with a note', () => {
  test.each([
    ['a part name that goes on as a file', file('file=@/etc/hostname;filename=z'), 'its name'],
    ['a field name that goes on as a file', field('a=<bait', 'x'), 'its name'],
    ['a part without a name', file(''), 'without a name'],
    ['a value that no shell hands on', field('a', 'b\0c'), 'its value'],
  ])('%s', (_, part, word) => {
    expect(lineOf({ parts: [part] })).not.toMatch(/-F|--form-string/);
    expect(leftOut({ parts: [part] })).toContain(word);
  });

  test.each([
    'text/plain,/etc/passwd',
    'text/plain;headers=@/etc/passwd',
    'text/plain filename=x',
    'text',
    '',
  ])('the type %j', (type) => {
    const parts = [file(content, 'a.csv', type)];
    expect(lineOf({ parts })).toContain(`-F '${content}=@"a.csv";filename="a.csv"'`);
    expect(leftOut({ parts })).toContain('not a media type');
  });

  test.each([
    '/etc/passwd',
    '../bait',
    '.env',
    '-',
    '.',
    'a/../../bait',
    'C:\\bait',
    '\\\\host\\bait',
    'a\\..\\b',
  ])('the place of the file %j', (name) => {
    const parts = [file(content, name)];
    expect(lineOf({ parts })).toContain('=@"content";filename=');
    expect(leftOut({ parts })).toContain('“content”');
  });

  test.each(['@bait', 'a b', '', 'x:y'])('the header %j', (name) => {
    expect(lineOf({ headers: { [name]: 'a' } })).not.toContain('-H');
    expect(leftOut({ headers: { [name]: 'a' } })).toContain('header');
  });

  test('values that were not kept', () => {
    expect(leftOut({ parts: [field('a', 'b')], partCount: 60 })).toContain('the first 1 of 60 parts');
    expect(leftOutOf({ ...exchangeOf({}), cut: true })).toEqual([expect.stringContaining('in part')]);
  });
});

test('no variable is one that other tools set', () => {
  const headers = { 'aws-secret-access-key': '***', 'x-api-key': '***', authorization: '***' };
  expect(variablesOf(exchangeOf({ headers }))).toEqual([
    'HEADER_AWS_SECRET_ACCESS_KEY',
    'X_API_KEY',
    'TOKEN',
  ]);
});

test('a path stays as it is', async () => {
  expect(await wordsIn('bash', lineOf({ path: '/a/../{b,c}[1-9]', method: 'GET' }))).toEqual(
    expect.arrayContaining(['-g', '--path-as-is', 'http://127.0.0.1:4010/a/../{b,c}[1-9]']),
  );
  expect(await wordsIn('bash', lineOf({ path: '*', method: 'OPTIONS' }))).toEqual(
    expect.arrayContaining(['--request-target', '*', 'http://127.0.0.1:4010/']),
  );
});

test('real curl reads no bait file, whatever was sent', async () => {
  await using mock = await startMock();
  const bait = 'b'.repeat(4321);
  for (const name of ['bait', '.env', 'secret']) await writeFile(join(folder, name), bait);
  await writeFile(join(folder, 'content'), 'x');
  await writeFile(join(folder, 'a.csv'), 'x');
  const parts = [
    field('accountId', '@bait'),
    field('note', '<bait;type=text/plain'),
    field('file=@bait;filename=z', '@bait'),
    file('f', 'a.csv', 'text/plain,bait'),
    file('f', 'a.csv', 'text/plain;headers=@bait'),
    file('f=@bait', '.env'),
    file('f;x', `${folder}/bait`),
    file('f', 'a.csv";headers=@"bait'),
    file('f', '.env'),
  ];
  await writeFile(join(folder, 'a.csv";headers=@"bait'), 'x');
  const line = curlLine(
    exchangeOf({ headers: { authorization: 'any', '@bait': 'x', 'x-a': '@bait' }, parts }),
    mock.url,
  );
  const { stdout } = await promisify(execFile)('bash', ['-c', line], { cwd: folder });
  expect(stdout).not.toContain('bbbb');
  const [sent] = mock.requests();
  expect(JSON.stringify(sent)).not.toContain('bbbb');
  const sizes = sent?.request.parts.map((part) => (part.kind === 'file' ? part.size : part.value));
  expect(sizes).toEqual(['@bait', '<bait;type=text/plain', 1, 1, 1, 1, 1]);
});
