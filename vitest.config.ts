import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'self',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/contract/contract.test.ts'],
          testTimeout: 30_000,
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
          globalSetup: ['scripts/vitest-settings.ts'],
          maxConcurrency: 10_000,
          testTimeout: 0,
        },
      },
    ],
  },
});
