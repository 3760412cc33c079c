import { describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { capacity } from '../../../../mocks/admin/journal/journal.ts';
import { goodForm, upload } from '../../mocks/form.ts';
import { runMock, startMockProcess } from '../../mocks/second-process.ts';
import { open, send, sendOne } from '../../mocks/wire.ts';

/** `mock --workers N`: several processes read uploads, and clients notice no difference. */

const { status } = contract.success;
const named = (name: string): string => upload(goodForm.replace('a.csv', name));
const onPage = async (url: string): Promise<string[]> => {
  const response = await fetch(`${url}/__mock/requests`);
  const entries = (await response.json()) as { request: { parts: { fileName?: string }[] } }[];
  return entries.map(({ request }) => request.parts.find(({ fileName }) => fileName)?.fileName ?? '');
};
const post = (url: string, path: string, body: unknown): Promise<Response> =>
  fetch(`${url}/__mock${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

describe.concurrent('with several workers', () => {
  it('the journal and the log have every exchange as soon as its response arrives', async () => {
    await using mock = await startMockProcess(['--workers', '3']);
    const names = ['a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv', 'f.csv'];
    for (const name of names) {
      expect(await sendOne(mock.url, named(name))).toMatchObject({ status });
      expect(await onPage(mock.url)).toContain(name);
    }
    expect((await onPage(mock.url)).toSorted()).toEqual(names);
    expect(await mock.stop()).toBe(0);
    for (const name of names) expect(mock.stdout()).toContain(`accepted (R10) "${name}"`);
  });

  it('a forced response is used once, whichever worker gets the upload', async () => {
    await using mock = await startMockProcess(['--workers', '3', '--quiet']);
    for (let round = 0; round < 3; round += 1) {
      expect((await post(mock.url, '/next', { status: 503 })).status).toBe(204);
      expect(await sendOne(mock.url, upload())).toMatchObject({ status: 503 });
      expect(await sendOne(mock.url, upload())).toMatchObject({ status });
    }
  });

  it('responses that several tests force concurrently are all used', async () => {
    await using mock = await startMockProcess(['--workers', '3', '--quiet']);
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        await post(mock.url, '/next', { status: 503 });
        expect(await sendOne(mock.url, upload())).toMatchObject({ status: 503 });
      }),
    );
  });

  it('a rule applies to all of them until removed, even one that cuts an upload', async () => {
    await using mock = await startMockProcess(['--workers', '2', '--quiet']);
    await post(mock.url, '/rules', { when: { fileName: 'big.csv' }, respond: { example: 'tooLarge' } });
    await post(mock.url, '/rules', { when: { fileName: 'reset.csv' }, respond: { reset: true } });
    for (let turn = 0; turn < 4; turn += 1)
      expect(await sendOne(mock.url, named('big.csv'))).toMatchObject({ status: contract.refusals.tooLarge });
    await expect(sendOne(mock.url, named('reset.csv'))).rejects.toThrow();
    await fetch(`${mock.url}/__mock/rules`, { method: 'DELETE' });
    expect(await sendOne(mock.url, named('big.csv'))).toMatchObject({ status });
  });

  it('under load, the journal has the last exchanges', async () => {
    await using mock = await startMockProcess(['--workers', '1', '--quiet']);
    const names = Array.from({ length: 2 * capacity + 100 }, (_, index) => `${index}.csv`);
    await send(mock.url, names.map(named), { responses: names.length });
    expect(await onPage(mock.url)).toEqual(names.slice(-capacity));
  });

  it('ends in time, even with an open connection, and without a journal', async () => {
    await using mock = await startMockProcess(['--workers', '2', '--no-journal']);
    const connection = await open(mock.url);
    expect((await fetch(`${mock.url}/__mock/requests`)).status).toBe(404);
    expect(await mock.stop('SIGINT')).toBe(0);
    connection.destroy();
  });
});

it.each([
  [['--workers', '0'], '--workers 0: expected a whole number from 1.'],
  [['--workers', '2', '--watch'], '--workers and --watch cannot be combined'],
  [['--workers', '2', '--seed', 'x'], '--workers and --seed cannot be combined'],
])('%j is rejected', async (options, message) => {
  const child = runMock(options);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([code, said]).toEqual([2, expect.stringContaining(message)]);
});
