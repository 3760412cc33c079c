import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { serve, type TestServer } from '../verify/server.ts';
import { commandHere } from './here.ts';

let mock: Mock;
let quiet: Mock;
let other: TestServer;
let silent: TestServer;
beforeAll(async () => {
  mock = await startMock({ latency: [60_000, 60_000] });
  quiet = await startMock({ journal: false });
  other = await serve((_, response) => response.end('a page'));
  silent = await serve(() => undefined);
});
afterAll(async () => {
  for (const each of [mock, quiet]) await each.close();
  for (const each of [other, silent]) await each[Symbol.asyncDispose]();
});

const health = (...args: string[]) => commandHere(['health', ...args]);

describe('health', () => {
  test('passes for a mock, whatever its options', async () => {
    for (const { url } of [mock, quiet])
      expect(await health(url)).toEqual({ code: 0, stdout: `Ready: ${url}\n`, stderr: '' });
  });

  test('fails with one line that says why', async () => {
    await using gone = await serve(() => undefined);
    await gone[Symbol.asyncDispose]();
    const results = [
      await health(other.url),
      await health(gone.url),
      await health(silent.url, '--timeout', '50'),
    ];
    expect(results.map(({ code, stderr }) => [code, stderr])).toEqual([
      [1, `Not ready: ${other.url} is not a mock of an upload contract (status 200).\n`],
      [1, `Not ready: ${gone.url} cannot be reached (ECONNREFUSED).\n`],
      [1, `Not ready: ${silent.url} did not respond within 50 ms.\n`],
    ]);
  });

  test.each([[[]], [['nowhere']], [['ftp://127.0.0.1/']], [['http://127.0.0.1', '--timeout', '0']]])(
    'refuses %j',
    async (args) => {
      const { code, stderr } = await health(...args);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/url|health wants|--timeout wants/)]);
    },
  );
});
