import { describe, expect, expectTypeOf } from 'vitest';
import { createUploadClient } from '../../../../generated/client.ts';
import type { Mock } from '../../../../mocks/server.ts';
import { test } from '../../../../scripts/package/vitest-mock.ts';

const upload = (baseUrl: string, accountId: string) =>
  createUploadClient({ baseUrl, clientId: 'acme', token: 'token', retry: 0 }).uploadFile({
    accountId,
    file: new Blob(['a;b']),
  });

const workers = Array.from({ length: 8 }, (_, index) => `100${index}`);
const seen = new Set<string>();

describe.concurrent('a mock for each test', () => {
  test.for(workers)('has a queue and a journal of its own: %s', async (accountId, { mock }) => {
    seen.add(mock.url);
    const status = 500 + workers.indexOf(accountId);
    mock.next({ status });
    await expect(upload(mock.url, accountId)).rejects.toMatchObject({ status });
    expect((await upload(mock.url, accountId)).status).toBe(200);
    expect(mock.requests()).toHaveLength(2);
    expect(JSON.stringify(mock.requests({ status: 200 }))).toContain(`"value":"${accountId}"`);
  });
});

test('no two tests share one, and none is left behind', async () => {
  expect(seen.size).toBe(workers.length);
  for (const url of seen) await expect(fetch(url)).rejects.toThrow('fetch failed');
});

const strict = test.extend({ mockOptions: { accountIds: ['1001'] } });

strict('options are those of startMock', async ({ mock }) => {
  expectTypeOf(mock).toEqualTypeOf<Mock>();
  expect((await upload(mock.url, '1001')).status).toBe(200);
  expect((await upload(mock.url, '2002')).status).toBe(403);
});
