import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Contract } from '../../../spec/contract.ts';
import { root } from '../../../spec/root.ts';
import type { MockResponse } from '../../gate/handled-request.ts';
import { fileResponse, ownOnly } from '../../http/page-files.ts';

type Routes = Record<string, { GET: () => Promise<MockResponse> }>;

const folder = join(root, 'mocks', 'admin', 'reference', 'page');

/** Swagger UI writes styles into its elements. */
const policy = { ...ownOnly, 'style-src': "'self' 'unsafe-inline'" };

/** The package contains copies of the two files; in the repository they are in node_modules. */
function ofSwaggerUi(name: string): string {
  const copy = join(root, 'swagger-ui', name);
  if (existsSync(copy)) return copy;
  return join(dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')), name);
}

/** The API reference: the spec in Swagger UI, without other hosts. Paths are below the journal's namespace. */
export const referenceRoutes = ({ document }: Contract, basePath: string): Routes => ({
  '/reference': { GET: () => fileResponse(join(folder, 'index.html'), policy) },
  '/reference/start.js': { GET: () => fileResponse(join(folder, 'start.js')) },
  '/reference/open-enums.js': { GET: () => fileResponse(join(folder, 'open-enums.js')) },
  '/reference/style.css': { GET: () => fileResponse(join(folder, 'style.css')) },
  '/reference/swagger-ui.js': { GET: () => fileResponse(ofSwaggerUi('swagger-ui-bundle.js')) },
  '/reference/swagger-ui.css': { GET: () => fileResponse(ofSwaggerUi('swagger-ui.css')) },
  '/reference/openapi.json': {
    GET: async () => ({
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      // The page is also served at the root, where its own address does not include the base path.
      body: JSON.stringify(basePath === '' ? document : { ...document, 'x-base-path': basePath }, null, 2),
    }),
  },
});
