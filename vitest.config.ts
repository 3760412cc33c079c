import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Most tests wait for processes of their own: no core is left for the rest.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'self',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/contract/contract.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A machine may be busy: what is waited for comes, or the test fails in the end.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'matrix',
          include: ['tests/self/**/*.matrix.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'types',
          include: [],
          typecheck: { enabled: true, only: true, include: ['tests/**/*.test-d.ts'] },
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
