import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { capacity } from '../../../../mocks/admin/journal/journal.ts';
import { goodForm, upload } from '../../mocks/form.ts';
import { type MockProcess, startMockProcess } from '../../mocks/second-process.ts';
import { open, send, sendOne } from '../../mocks/wire.ts';
import { commandHere } from '../cli/here.ts';

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

describe('with several workers', () => {
  let mock: MockProcess;
  beforeAll(async () => {
    mock = await startMockProcess(['--workers', '3']);
  });
  afterAll(() => mock.stop());

  it('the journal and the log have every exchange as soon as its response arrives', async () => {
    const names = ['a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv', 'f.csv'];
    for (const name of names) {
      expect(await sendOne(mock.url, named(name))).toMatchObject({ status });
      expect(await onPage(mock.url)).toContain(name);
    }
    expect((await onPage(mock.url)).toSorted()).toEqual(names);
    for (const name of names) await expect.poll(mock.stdout).toContain(`accepted (R10) "${name}"`);
  });

  it('a forced response is used once, whichever worker gets the upload', async () => {
    for (let round = 0; round < 3; round += 1) {
      expect((await post(mock.url, '/next', { status: 503 })).status).toBe(204);
      expect(await sendOne(mock.url, upload())).toMatchObject({ status: 503 });
      expect(await sendOne(mock.url, upload())).toMatchObject({ status });
    }
  });

  it('responses that several tests force concurrently are all used', async () => {
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        await post(mock.url, '/next', { status: 503 });
        expect(await sendOne(mock.url, upload())).toMatchObject({ status: 503 });
      }),
    );
  });

  it('a rule applies to all of them until removed, even one that cuts an upload', async () => {
    await post(mock.url, '/rules', { when: { fileName: 'big.csv' }, respond: { example: 'tooLarge' } });
    await post(mock.url, '/rules', { when: { fileName: 'reset.csv' }, respond: { reset: true } });
    for (let turn = 0; turn < 4; turn += 1)
      expect(await sendOne(mock.url, named('big.csv'))).toMatchObject({ status: contract.refusals.tooLarge });
    await expect(sendOne(mock.url, named('reset.csv'))).rejects.toThrow();
    await fetch(`${mock.url}/__mock/rules`, { method: 'DELETE' });
    expect(await sendOne(mock.url, named('big.csv'))).toMatchObject({ status });
  });

  it('under load, the journal has the last exchanges', async () => {
    const names = Array.from({ length: 2 * capacity + 100 }, (_, index) => `${index}.csv`);
    await send(mock.url, names.map(named), { responses: names.length });
    expect(await onPage(mock.url)).toEqual(names.slice(-capacity));
  });
});

it('several workers end in time, even with an open connection, and without a journal', async () => {
  await using mock = await startMockProcess(['--workers', '2', '--no-journal']);
  const connection = await open(mock.url);
  expect((await fetch(`${mock.url}/__mock/requests`)).status).toBe(404);
  expect(await mock.stop('SIGINT')).toBe(0);
  connection.destroy();
});

it.each([
  [['--workers', '0'], '--workers 0: expected a whole number from 1.'],
  [['--workers', '2', '--watch'], '--workers and --watch cannot be combined'],
  [['--workers', '2', '--seed', 'x'], '--workers and --seed cannot be combined'],
])('%j is rejected', async (options, message) => {
  const { code, stderr } = await commandHere(['mock', ...options]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
