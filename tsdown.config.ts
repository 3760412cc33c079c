import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig, type UserConfig } from 'tsdown';
import { copyAssets } from './scripts/build/assets.ts';
import { fetchModule, withoutMiddleware } from './scripts/build/lean-fetch.ts';
import { packageFolder, writeNotices } from './scripts/build/notices.ts';

const root = import.meta.dirname;
const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const miniSearch = join(dirname(createRequire(import.meta.url).resolve('minisearch')), '..', '..');

/** The packages whose code is in the build: development dependencies are bundled, the others are not. */
const taken = new Set([swaggerUi, miniSearch]);

/** All JavaScript is one folder below dist/, because spec/root.ts is one folder below the repository. */
const common = {
  outDir: 'dist/js',
  format: 'esm',
  target: 'node20.19',
  fixedExtension: false,
  sourcemap: true,
  clean: false,
  // Its main module is CommonJS, which would pull a part of Node into pages.
  alias: { 'fastest-levenshtein': 'fastest-levenshtein/esm/mod.js' },
  deps: {
    onlyBundle: [
      '@faker-js/faker',
      'commander',
      'eta',
      'fast-check',
      'fastest-levenshtein',
      'highlight.js',
      'marked',
      'openapi-fetch',
      'p-limit',
      'picocolors',
      'proxy-from-env',
      'pure-rand',
      'yocto-queue',
    ],
  },
  plugins: {
    name: 'notices',
    transform: (code: string, id: string) => (fetchModule.test(id) ? withoutMiddleware(code) : undefined),
    async writeBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        const folders = 'moduleIds' in output ? output.moduleIds.map(packageFolder) : [];
        for (const folder of folders) if (folder !== undefined) taken.add(folder);
      }
      await writeNotices(join(root, 'THIRD-PARTY-NOTICES'), taken);
    },
  },
} satisfies UserConfig;

await rm(join(root, 'dist'), { recursive: true, force: true });
await copyAssets(root);

export default defineConfig([
  {
    ...common,
    entry: {
      index: 'scripts/package/index.ts',
      client: 'generated/client.ts',
      mock: 'scripts/package/mock.ts',
      msw: 'scripts/package/msw.ts',
      vitest: 'scripts/package/vitest.ts',
      'vitest-mock': 'scripts/package/vitest-mock.ts',
      cli: 'scripts/package/bin.ts',
      'embedded-mock-child': 'scripts/deployment/embedded-mock-process.ts',
    },
    platform: 'node',
    dts: true,
  },
  // Without the parts for Node, those of openapi-fetch too; its types are the same.
  {
    ...common,
    entry: { 'client.browser': 'generated/client.ts' },
    platform: 'browser',
    dts: false,
    define: { process: 'undefined' },
  },
]);
