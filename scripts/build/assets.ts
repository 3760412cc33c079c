import { cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Files that are read at run time, by their path in the repository; in dist/ they have the same one. */
const ownAssets = [
  'mocks/admin/inspector/page',
  'mocks/admin/reference/page',
  'tests/contract/report/formats/html/page.css',
  'tests/contract/report/formats/html/page.js',
  'tests/contract/report/report.schema.json',
  'generated/journal.json',
  'generated/openapi.json',
  'spec/tokens.css',
  'scripts/docs/assets',
  'scripts/docs/pictures',
  'scripts/docs/templates',
  'scripts/docs/words',
  'tests/self/generated/client/recipes',
  'CHANGELOG.md',
];

/** The files of Swagger UI that the reference needs. */
const swaggerUi = ['swagger-ui-bundle.js', 'swagger-ui.css'];

/** The search library of the reference site. */
const miniSearch = 'index.js';

/** Copies files that are not modules from the repository to `dist/`. */
export async function copyAssets(root: string): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  const folder = dirname(resolve('swagger-ui-dist/package.json'));
  const search = join(dirname(resolve('minisearch')), '..', 'umd');
  const copies = [
    ...ownAssets.map((path) => [join(root, path), path] as const),
    ...swaggerUi.map((name) => [join(folder, name), join('swagger-ui', name)] as const),
    [join(search, miniSearch), join('minisearch', miniSearch)] as const,
  ];
  for (const [from, path] of copies) {
    const to = join(root, 'dist', path);
    await mkdir(dirname(to), { recursive: true });
    await cp(from, to, { recursive: true });
  }
}
