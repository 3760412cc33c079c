import { afterEach, describe, expect, expectTypeOf } from 'vitest';
import { createUploadClient } from '../../../../generated/client.ts';
import type { Mock } from '../../../../mocks/server.ts';
import { mockTest, test } from '../../../../scripts/package/vitest-mock.ts';

const upload = (baseUrl: string, accountId: string) =>
  createUploadClient({ baseUrl, clientId: 'acme', token: 'token', retry: 0 }).uploadFile({
    accountId,
    file: new Blob(['a;b']),
  });

const workers = Array.from({ length: 8 }, (_, index) => `100${index}`);
const seen = new Set<string>();

describe.concurrent('a mock for each test', () => {
  test.for(workers)('has its own queue and journal: %s', async (accountId, { mock }) => {
    seen.add(mock.url);
    const status = 500 + workers.indexOf(accountId);
    mock.next({ status });
    await expect(upload(mock.url, accountId)).rejects.toMatchObject({ status });
    expect((await upload(mock.url, accountId)).status).toBe(200);
    expect(mock.requests()).toHaveLength(2);
    expect(JSON.stringify(mock.requests({ status: 200 }))).toContain(`"value":"${accountId}"`);
  });
});

test('no two tests share one, and none keeps running', async () => {
  expect(seen.size).toBe(workers.length);
  for (const url of seen) await expect(fetch(url)).rejects.toThrow('fetch failed');
});

const strict = test.extend({ mockOptions: { accountIds: ['1001'] } });

strict('options are those of startMock', async ({ mock }) => {
  expectTypeOf(mock).toEqualTypeOf<Mock>();
  expect((await upload(mock.url, '1001')).status).toBe(200);
  expect((await upload(mock.url, '2002')).status).toBe(403);
});

const shared = mockTest({ scope: 'file', accountIds: ['1001'] });
const other = mockTest<'customer'>({ scope: 'file' });

describe('a mock for the file', () => {
  let url = '';

  shared('is started with the options', async ({ mock }) => {
    expectTypeOf(mock).toEqualTypeOf<Mock>();
    url = mock.url;
    expect((await upload(url, '2002')).status).toBe(403);
    mock.next({ status: 503 });
    mock.when({ accountId: '1001' }).respond({ status: 507 });
  });

  shared('is the same to the next test, and has forgotten what the last one told it', async ({ mock }) => {
    expect(mock.url).toBe(url);
    expect([mock.requests(), mock.rules()]).toEqual([[], []]);
    expect((await upload(url, '1001')).status).toBe(200);
  });

  describe('used by two concurrent tests', () => {
    let end: () => void;
    const refused = new Promise<void>((resolve) => {
      end = resolve;
    });
    afterEach(({ task }) => {
      if (task.name === 'is refused to the other') end();
    });
    shared.concurrent('is had by the first', async ({ mock }) => {
      await refused;
      expect(mock.url).toBe(url);
    });
    shared.concurrent.fails('is refused to the other', async ({ mock }) => {
      expect(mock).toBe(undefined);
    });
  });
});

test('an unknown option is rejected', async () => {
  // @ts-expect-error: no scope is named so.
  expect(() => mockTest({ scope: 'worker' })).toThrow("mockTest: scope must be 'test' or 'file'.");
  // @ts-expect-error: nor is an option.
  mockTest({ acountIds: [] });
});

// The compiler does not detect it.
const mistyped = test.extend({ mockOptions: { tokns: ['a'] } });
mistyped.fails('a test whose mock cannot be started fails', ({ mock }) => {
  expect(mock).toBeDefined();
});

other('a contract with other fields names them', ({ mock }) => {
  expectTypeOf(mock).toEqualTypeOf<Mock<'customer'>>();
});
