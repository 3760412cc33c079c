import { defineConfig, type UserConfig } from 'tsdown';

/** All JavaScript lies in one folder below dist/, as spec/root.ts lies in one below the repository. */
const common = {
  outDir: 'dist/js',
  format: 'esm',
  target: 'node20.19',
  fixedExtension: false,
  sourcemap: true,
  hash: true,
  report: false,
  clean: false,
} satisfies UserConfig;

export default defineConfig([
  {
    ...common,
    entry: {
      index: 'tests/contract/index.ts',
      client: 'generated/client.ts',
      mock: 'mocks/server.ts',
      msw: 'mocks/msw.ts',
      cli: 'scripts/package/bin.ts',
      'embedded-mock-child': 'scripts/deployment/embedded-mock-process.ts',
    },
    platform: 'node',
    dts: true,
  },
]);
