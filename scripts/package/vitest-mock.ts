import { test as base, type TestAPI } from 'vitest';
import type { MockOptions } from '../../mocks/options.ts';
import { type Mock, startMock } from '../../mocks/server.ts';

/** What a test that is made with `test` may ask for. */
export interface MockFixtures {
  /** How its mock is started. Give others with `test.extend({ mockOptions: { accountIds: ['1001'] } })`. */
  mockOptions: MockOptions;
  /**
   * A mock of the test's own, on a free port, which is started when a test asks for it. No other test, file or worker
   * shares it, also with `test.concurrent`: what it is told to respond is told to it alone.
   */
  mock: Mock;
}

/**
 * Vitest's `test`, with a mock for each test that asks for one. It ends with the test, so there is nothing to reset.
 *
 * @example
 * // upload.test.ts
 * import { test } from 'upload-contract/vitest-mock';
 *
 * test('tells that the file is too large', async ({ mock, expect }) => {
 *   mock.next({ example: 'tooLarge' });
 *   await upload(mock.url);
 *   expect(mock.requests()).toHaveLength(1);
 * });
 */
export const test: TestAPI<MockFixtures> = base.extend<MockFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it that nothing is asked for.
  mockOptions: async ({}, use) => use({}),
  mock: async ({ mockOptions }, use) => {
    const mock = await startMock(mockOptions);
    try {
      await use(mock);
    } finally {
      await mock.close();
    }
  },
});
