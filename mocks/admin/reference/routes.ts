import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Contract } from '../../../spec/contract.ts';
import type { Answer } from '../../gate/exchange.ts';
import { fileAnswer, ownOnly } from '../../http/page-files.ts';

type Routes = Record<string, { GET: () => Promise<Answer> }>;

const folder = join(import.meta.dirname, 'page');

/** Swagger UI writes styles into its elements. */
const policy = { ...ownOnly, 'style-src': "'self' 'unsafe-inline'" };

const ofSwaggerUi = (name: string): string =>
  join(dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')), name);

/** The API reference: the spec as Swagger UI shows it, from this machine alone. Paths are below the journal's namespace. */
export const referenceRoutes = ({ document }: Contract): Routes => ({
  '/reference': { GET: () => fileAnswer(join(folder, 'index.html'), policy) },
  '/reference/start.js': { GET: () => fileAnswer(join(folder, 'start.js')) },
  '/reference/open-enums.js': { GET: () => fileAnswer(join(folder, 'open-enums.js')) },
  '/reference/style.css': { GET: () => fileAnswer(join(folder, 'style.css')) },
  '/reference/swagger-ui.js': { GET: () => fileAnswer(ofSwaggerUi('swagger-ui-bundle.js')) },
  '/reference/swagger-ui.css': { GET: () => fileAnswer(ofSwaggerUi('swagger-ui.css')) },
  '/reference/openapi.json': {
    GET: async () => ({
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(document, null, 2),
    }),
  },
});
