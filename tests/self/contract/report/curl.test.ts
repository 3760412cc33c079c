import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { contractCases } from '../../../contract/index.ts';
import { checksOf } from '../../../contract/judge/checks.ts';
import type { Report } from '../../../contract/report/report.ts';
import { curlCommand, placeInShell } from '../../../contract/request/curl.ts';
import { printCommand, shellVariable, shellWord } from '../../../contract/request/shell.ts';
import { type MockProcess, startMockProcess } from '../../mocks/second-process.ts';
import { commandHere } from '../../scripts/cli/here.ts';

const deployment = {
  UPLOAD_CLIENT_ID: 'client-7',
  UPLOAD_ACCOUNT_ID: 'account-1',
  UPLOAD_FOREIGN_ACCOUNT_ID: 'account-2',
  UPLOAD_TOKEN: 'a+b/c $9"x',
};

/** Runs a line as a person would who pastes it into a shell. */
async function runInShell(line: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', line], {
    env: { ...process.env, ...environment },
    encoding: 'latin1',
  });
  return stdout;
}

/** The last status line: curl shows those of `100 Continue` ahead of it. */
const statusIn = (response: string): number =>
  Number([...response.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].at(-1)?.[1] ?? 0);

async function eachOf<T>(items: readonly T[], effect: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const item of queue) await effect(item);
    }),
  );
}

describe.skipIf(process.platform === 'win32')('the curl lines, run by sh', () => {
  let mock: MockProcess;
  let report: Report;

  beforeAll(async () => {
    const { UPLOAD_CLIENT_ID, UPLOAD_ACCOUNT_ID, UPLOAD_TOKEN } = deployment;
    mock = await startMockProcess([
      `--client-id=${UPLOAD_CLIENT_ID}`,
      `--account-id=${UPLOAD_ACCOUNT_ID}`,
      `--token=${UPLOAD_TOKEN}`,
    ]);
    const folder = await mkdtemp(join(tmpdir(), 'curl-'));
    const file = join(folder, 'report.json');
    await commandHere(['verify', '--base-url', mock.url, '--report', `json=${file}`], deployment);
    report = JSON.parse(await readFile(file, 'utf8'));
    await rm(folder, { recursive: true });
  }, 60_000);

  afterAll(() => mock.stop());

  test('a report’s lines get the statuses that the run saw', async () => {
    const seen: Record<string, number | undefined> = {};
    const again: Record<string, number> = {};
    const exchanges = report.cases.flatMap(({ id, exchanges }) =>
      exchanges.map((exchange, index) => ({ id: `${id} ${index}`, ...exchange })),
    );
    await eachOf(exchanges, async ({ id, curl, response }) => {
      seen[id] = response?.status;
      again[id] = statusIn(await runInShell(curl, { UPLOAD_TOKEN: deployment.UPLOAD_TOKEN }));
    });
    expect(exchanges.length).toBeGreaterThan(contractCases().length);
    expect(again).toEqual(seen);
  }, 120_000);

  test('the list’s lines get them, too, with the deployment in the shell’s variables', async () => {
    const { stdout } = await commandHere(['verify', '--list', '--format', 'curl']);
    const listed = contractCases().flatMap(({ id }) => report.cases.find((result) => result.id === id) ?? []);
    const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
    const seen = listed.flatMap(({ exchanges }) => exchanges.map(({ response }) => response?.status));
    expect(lines).toHaveLength(seen.length);

    // What stands in quotation marks is what the report's lines have there: one line of each form tells.
    const forms = new Map(lines.map((line, index) => [line.replaceAll(/'[^']*'|head -c \d+/g, "''"), index]));
    const again: Record<number, number> = {};
    await eachOf([...forms.values()], async (index) => {
      const environment = { ...deployment, UPLOAD_BASE_URL: mock.url };
      again[index] = statusIn(await runInShell(lines[index] ?? '', environment));
    });
    expect(forms.size).toBeGreaterThan(20);
    expect(again).toEqual(Object.fromEntries([...forms.values()].map((index) => [index, seen[index]])));
  }, 120_000);
});

describe('what a line says', () => {
  const lineOf = (id: string): string => {
    const request = contractCases().find((contractCase) => contractCase.id === id)?.steps[0]?.request;
    if (request === undefined) throw new Error(`no case is called ${id}`);
    return curlCommand(request, placeInShell(id), contract);
  };

  test('every line of the table is one line, and asks for no secret but the token', () => {
    for (const contractCase of contractCases()) {
      expect(checksOf(contractCase, contract)).not.toHaveLength(0);
      for (const { request } of contractCase.steps) {
        const line = curlCommand(request, placeInShell(contractCase.id), contract);
        expect(line).not.toMatch(/[\r\n\ue000\ue001]|%EE%80%8/);
      }
    }
  });

  test('the form is spelled out with -F, its one file on standard input', () => {
    expect(lineOf('csv-file')).toMatch(
      new RegExp(`^printf %b 'date,.*' \\| curl .* -F '${contract.fields.content}=@-;filename="`),
    );
  });

  test('equal files are equal in the line', () => {
    const contents = [...lineOf('two-files-identical').matchAll(/=\$\((printf .*?')\)/g)];
    expect(contents).toHaveLength(2);
    expect(contents[0]?.[1]).toBe(contents[1]?.[1]);
  });

  test('large files are filler of their size', () => {
    expect(lineOf('file-of-2-megabytes')).toMatch(/^head -c 2000000 \/dev\/urandom \| curl /);
    expect(lineOf('two-files-large').match(/head -c 2000000 /g)).toHaveLength(2);
  });

  test('broken framing goes out byte for byte', () => {
    expect(lineOf('body-truncated-in-header')).toMatch(/Content-Type' \| curl .* --data-binary @-$/);
  });

  test('an empty Authorization header is sent as curl can say it', () => {
    expect(lineOf('token-empty')).toContain(`-H '${contract.credential.header};'`);
    expect(lineOf('token-absent')).not.toContain(contract.credential.header);
  });
});

describe.skipIf(process.platform === 'win32')('quoting for the shell', () => {
  const texts = ['', 'plain', "it's", '$HOME `id` \\ "x" !', 'a\nb', 'übersicht', '*?[a]{b}~'];

  test.each(texts)('%j arrives as it is', async (text) => {
    expect(await runInShell(`printf %s ${shellWord(text)}`, {})).toBe(Buffer.from(text).toString('latin1'));
  });

  test.each(texts)('%j arrives beside a variable', async (text) => {
    const word = shellWord(`${text}${shellVariable('VALUE')}${text}`);
    const expected = Buffer.from(`${text}va lue${text}`).toString('latin1');
    expect(await runInShell(`printf %s ${word}`, { VALUE: 'va lue' })).toBe(expected);
  });

  test('a variable inside URL encoding is encoded, whatever it holds', async () => {
    const word = shellWord(`?q=${encodeURIComponent(shellVariable('VALUE'))}`);
    const printed = await runInShell(`printf %s ${word}`, { VALUE: 'a b&ü' });
    expect(decodeURIComponent(printed)).toBe('?q=a b&ü');
  });

  test('every byte arrives through printf', async () => {
    const bytes = Uint8Array.from({ length: 512 }, (_, index) => index);
    expect(await runInShell(printCommand(bytes), {})).toBe(Buffer.from(bytes).toString('latin1'));
  });
});
