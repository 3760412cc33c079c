import { test as base, type TestAPI } from 'vitest';
import type { BuiltInField } from '../../mocks/control/match.ts';
import type { MockOptions } from '../../mocks/options.ts';
import type { Mock } from '../../mocks/server.ts';
import { startMock } from './mock.ts';

/** The fixtures of a test that shares its mock with the others of its file. */
export interface FileMockFixtures<Field extends string = BuiltInField> {
  /** The mock, on a free port, started when a test first uses it. It is reset after each test. */
  mock: Mock<Field>;
}

/** The fixtures of a test with its own mock. */
export interface MockFixtures<Field extends string = BuiltInField> {
  /** The options of its mock. Override them with `test.extend({ mockOptions: { accountIds: ['1001'] } })`. */
  mockOptions: MockOptions;
  /**
   * The test's own mock, on a free port, started when the test uses it. No other test, file or worker shares it, even
   * with `test.concurrent`.
   */
  mock: Mock<Field>;
}

/** The options of the mocks, and which tests share one. */
export interface MockTestOptions extends MockOptions {
  /**
   * `test`, the default: each test has its own. `file`: the tests of a file share one, which starts faster, and run one
   * after the other.
   */
  scope?: 'test' | 'file';
}

/**
 * Vitest's `test`, with a mock for each test that uses one, or for each file. Call it at the top of a file: only there does
 * Vitest let tests share something.
 *
 * @throws TypeError when there is no such scope. With an invalid option, each test that uses a mock fails with a TypeError
 * that names it.
 *
 * @example
 * const test = mockTest({ scope: 'file', accountIds: ['1001'] });
 */
export function mockTest<Field extends string = BuiltInField>(
  options: MockTestOptions & { scope: 'file' },
): TestAPI<FileMockFixtures<Field>>;
export function mockTest<Field extends string = BuiltInField>(
  options?: MockTestOptions & { scope?: 'test' },
): TestAPI<MockFixtures<Field>>;
export function mockTest<Field extends string>({
  scope = 'test',
  ...options
}: MockTestOptions = {}): TestAPI<MockFixtures<Field>> | TestAPI<FileMockFixtures<Field>> {
  if (scope === 'test') return testWithOwn<Field>(options);
  if (scope === 'file') return testWithShared<Field>(options);
  throw new TypeError("mockTest: scope must be 'test' or 'file'.");
}

function testWithOwn<Field extends string>(options: MockOptions): TestAPI<MockFixtures<Field>> {
  return base.extend<MockFixtures<Field>>({
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it that no fixture is used.
    mockOptions: async ({}, use) => use(options),
    mock: async ({ mockOptions }, use) => {
      await using mock = await startMock<Field>(mockOptions);
      await use(mock);
    },
  });
}

function testWithShared<Field extends string>(options: MockOptions): TestAPI<FileMockFixtures<Field>> {
  let isInUse = false;
  return base.extend<FileMockFixtures<Field> & { sharedMock: Mock<Field> }>({
    sharedMock: [
      // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it that no fixture is used.
      async ({}, use) => {
        await using mock = await startMock<Field>(options);
        await use(mock);
      },
      { scope: 'file' },
    ],
    mock: async ({ sharedMock }, use) => {
      if (isInUse)
        throw new Error(
          "The tests of a file share the mock one after the other. Concurrent ones need scope: 'test'.",
        );
      isInUse = true;
      try {
        await use(sharedMock);
      } finally {
        sharedMock.reset();
        isInUse = false;
      }
    },
  });
}

/**
 * Vitest's `test`, with a mock for each test that uses one. The mock stops after the test, so there is nothing to reset.
 *
 * @example
 * // upload.test.ts
 * import { test } from 'upload-contract/vitest-mock';
 *
 * test('says that the file is too large', async ({ mock, expect }) => {
 *   mock.next({ example: 'tooLarge' });
 *   await upload(mock.url);
 *   expect(mock.requests()).toHaveLength(1);
 * });
 */
export const test: TestAPI<MockFixtures> = mockTest();
