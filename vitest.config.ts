import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The slowest files come first, so that all workers end at about the same time. */
const longest =
  /(newman|mutants|curl|generate|verify|caps|command|large-uploads|site|hostile|shapes|cuts|shards|postman-judge|markdown-size|other-contracts|redaction|bad-input)\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => longest.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    // Keeps compiled sources in node_modules: a folder's tests then run in half the time.
    experimental: { fsModuleCache: true },
    // Most tests wait for processes and time-outs, so one more worker than cores is busy.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'self',
          include: ['tests/**/*.test.ts'],
          exclude: [
            'tests/contract/contract.test.ts',
            'tests/self/package/**',
            'tests/self/consumers/app/**',
          ],
          // Files share a worker and its modules, because loading them takes longer than most tests. Tests restore what
          // they change in the process, and do not use vi.mock, which would stay.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Generous, because the machine may be busy.
          expect: { poll: { timeout: 45_000 } },
        },
      },
      {
        test: {
          name: 'commands',
          include: ['tests/self/**/*.commands.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 45_000 } },
        },
      },
      {
        test: {
          name: 'package',
          include: ['tests/self/package/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/self/**/*.browser.ts'],
          isolate: false, // as above
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 45_000 } },
        },
      },
      {
        test: {
          name: 'matrix',
          include: ['tests/self/**/*.matrix.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 45_000 } },
        },
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/contract.test.ts'],
        },
      },
    ],
  },
});
