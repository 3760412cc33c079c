import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  use: { baseURL: 'http://127.0.0.1:5173' },
  webServer: [
    { command: 'npx upload-contract mock --base-path /api', url: 'http://127.0.0.1:4010/__mock/' },
    { command: 'npx vite --host 127.0.0.1 --port 5173 --strictPort', url: 'http://127.0.0.1:5173/' },
  ],
});
