import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node', environment: 'node', include: ['test/{handlers,refusals}.test.ts'] } },
      { test: { name: 'jsdom', environment: 'jsdom', include: ['test/page.test.ts'] } },
      { test: { name: 'happy-dom', environment: 'happy-dom', include: ['test/page.test.ts'] } },
    ],
  },
});
