import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import type { Report } from '../../../contract/report/report.ts';
import { commandHere } from '../cli/here.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subsets-'));
});
afterAll(() => rm(folder, { recursive: true }));

const readReport = async (file: string): Promise<Report> => JSON.parse(await readFile(file, 'utf8'));

const rules = contract.requirements.map(({ id }) => id).join(', ');

describe('a choice that makes no sense ends with 2, and says what to write:', () => {
  test.each([
    [['--rule', 'R99'], `--rule: the contract has no rule R99. It has ${rules}`],
    [['--shard', '4/3'], "--shard must be I/N with I from 1 to N, such as 2/3, not '4/3'"],
    [['--shard', 'two'], "--shard must be I/N with I from 1 to N, such as 2/3, not 'two'"],
    [['--shard', '1/999'], '--shard 1/999: there are only '],
    [['--rule', 'R3', '--only', 'csv-file'], 'no case matches all of the options that choose cases'],
    [['--cleanup-command', ' '], '--cleanup-command is empty. Leave it out, or give it a value.'],
    [['--list-uploads', ''], '--list-uploads is empty. Leave it out, or give it a value.'],
    [['--known-failing', ''], '--known-failing is empty. Leave it out, or give it a value.'],
    [['--wait', 'long'], "--wait must be a whole number of milliseconds from 1, not 'long'"],
  ])('%j', async (args, message) => {
    const { code, stderr } = await commandHere(['verify', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

test('--list shows what --smoke, --rule and --shard choose', async () => {
  const all = await commandHere(['verify', '--smoke', '--list']);
  expect(all.stdout).toMatch(/\n25 cases\n$/);
  const { stdout } = await commandHere(['verify', '--smoke', '--rule', 'r7', '--shard', '1/2', '--list']);
  const lines = stdout.split('\n\n')[0]?.split('\n') ?? [];
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/\bR7\b/);
});

test('a deployment that does not come up within --wait is inconclusive, with a note', async () => {
  const args = [
    '--base-url',
    'http://127.0.0.1:9',
    '--client-id',
    'c',
    '--account-id',
    'a',
    '--only',
    'csv-file',
  ];
  const { code, stdout } = await commandHere(['verify', ...args, '--wait', '300'], {
    UPLOAD_TOKEN: 'token-4711',
  });
  expect(code).toBe(2);
  expect(stdout).toContain('The deployment did not respond within --wait 300.');
});

describe('merge', () => {
  const shard = (index: number, ...more: string[]) =>
    commandHere([
      ...[
        'verify',
        '--rule',
        'R3',
        '--shard',
        `${index}/2`,
        '--report',
        `json=${join(folder, `${index}.json`)}`,
      ],
      ...more,
    ]);

  test('of shards of the embedded mock is a report of every kind, and ends as verify does', async () => {
    for (const index of [1, 2]) expect(await shard(index)).toMatchObject({ code: 0, stderr: '' });
    const files = ['json', 'junit', 'html', 'markdown', 'har'].map(
      (kind) => `${kind}=${join(folder, `m.${kind}`)}`,
    );
    const { code, stdout, stderr } = await commandHere([
      ...['merge', join(folder, '2.json'), join(folder, '1.json')],
      ...files.flatMap((file) => ['--report', file]),
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/The deployment keeps the contract\. rule R3: \d+ of \d+ cases; not checked: /);
    const merged = await readReport(join(folder, 'm.json'));
    const parts = await Promise.all(['1', '2'].map((name) => readReport(join(folder, `${name}.json`))));
    expect(merged.shard).toBeUndefined();
    expect(merged.counts.cases).toBe(parts.reduce((sum, { counts }) => sum + counts.cases, 0));
    expect(await readFile(join(folder, 'm.junit'), 'utf8')).toContain(`tests="${merged.counts.cases}"`);
    expect(JSON.parse(await readFile(join(folder, 'm.har'), 'utf8')).log.entries.length).toBeGreaterThan(10);
  });

  test.each([
    ['a missing shard', ['1.json'], 'shard 2/2 is missing\n'],
    ['a file that is not there', ['none.json'], 'cannot read '],
    [
      'the report of a whole run',
      ['m.json', '2.json'],
      'm.json is the report of a complete run, not of a shard',
    ],
    ['a shard given twice', ['1.json', '1.json', '2.json'], 'shard 1/2 was given more than once'],
  ])('of %s ends with 2 and says which', async (_, names, message) => {
    const { code, stderr } = await commandHere(['merge', ...names.map((name) => join(folder, name))]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('of shards into one of their own files ends with 2, and leaves them as they are', async () => {
    const [first, second] = ['1.json', '2.json'].map((name) => join(folder, name));
    const before = await readFile(join(folder, '1.json'), 'utf8');
    const { code, stderr } = await commandHere([
      'merge',
      `${first}`,
      `${second}`,
      '--report',
      `json=${first}`,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('would overwrite a shard: give the report a file of its own');
    expect(await readFile(join(folder, '1.json'), 'utf8')).toBe(before);
  });
});
