import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { contractCases } from '../../../contract/index.ts';
import { checksOf } from '../../../contract/judge/checks.ts';
import type { Report } from '../../../contract/report/report.ts';
import { curlCommand, placeInShell } from '../../../contract/request/curl.ts';
import { printCommand, shellVariable, shellWord } from '../../../contract/request/shell.ts';
import type { MockProcess } from '../../mocks/second-process.ts';
import { commandHere } from '../../scripts/cli/here.ts';
import { deployment, linesOf, oneOfEachForm, runInShell, startReported, statusesOf } from './curl-lines.ts';

describe.skipIf(process.platform === 'win32')('the curl lines, run by sh', () => {
  /** Cases with one line of each form; curl.matrix.ts has all. */
  const lines = contractCases().flatMap(({ id, steps }) =>
    steps.map(({ request }) => ({ id, line: curlCommand(request, placeInShell(id), contract) })),
  );
  const chosen = [...new Set(oneOfEachForm(lines).map(({ id }) => id))];

  let mock: MockProcess;
  let report: Report;
  beforeAll(async () => {
    ({ mock, report } = await startReported(chosen));
  });
  afterAll(() => mock.stop());

  test('a report’s lines get the statuses that the run saw', async () => {
    expect(report.cases.map(({ id }) => id).toSorted()).toEqual(chosen.toSorted());
    const forms = oneOfEachForm(linesOf(report));
    expect(forms.length).toBeGreaterThan(40);
    const { seen, again } = await statusesOf(forms, { UPLOAD_TOKEN: deployment.UPLOAD_TOKEN });
    expect(again).toEqual(seen);
  }, 120_000);

  test('the list’s lines get them, too, with the deployment in the shell’s variables', async () => {
    const only = chosen.map((id) => `--only=${id}`);
    const { stdout } = await commandHere(['verify', '--list', '--format', 'curl', ...only]);
    const cases = contractCases().flatMap(({ id }) => report.cases.find((result) => result.id === id) ?? []);
    const listed = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
    const ran = linesOf({ ...report, cases });
    expect(listed).toHaveLength(ran.length);
    // The quoted texts are those of the report's lines, so some lines are enough.
    const forms = oneOfEachForm(
      listed.map((line, index) => ({ id: String(index), line, seen: ran[index]?.seen })),
    ).filter((_, index) => index % 2 === 0);
    expect(forms.length).toBeGreaterThan(20);
    const { seen, again } = await statusesOf(forms, { ...deployment, UPLOAD_BASE_URL: mock.url });
    expect(again).toEqual(seen);
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

  test('the form is written with -F, its one file on standard input', () => {
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

  test('an empty Authorization header is sent with curl’s syntax for it', () => {
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
