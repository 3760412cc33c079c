import { join } from 'node:path';
import type { Contract } from '../../../spec/contract.ts';
import { root } from '../../../spec/root.ts';
import type { MockResponse } from '../../gate/handled-request.ts';
import { fileResponse } from '../../http/page-files.ts';
import { pageFacts } from './facts.ts';

type Routes = Record<string, { GET: () => MockResponse | Promise<MockResponse> }>;

const folder = join(root, 'mocks', 'admin', 'inspector', 'page');

/** The files of the page, in addition to its HTML. */
const assets = [
  'style.css',
  'main.js',
  'address.js',
  'copy.js',
  'curl.js',
  'detail.js',
  'element.js',
  'facts.js',
  'feed.js',
  'filter.js',
  'lesson.js',
  'next-response.js',
  'parts.js',
  'upload-form.js',
  'uploads.js',
  'visible.js',
  'words.js',
];

/** The inspector: a page that shows the requests that the mock received. Paths are below the journal's namespace. */
export const inspectorRoutes = (contract: Contract, basePath: string, docsUrl?: string): Routes => ({
  // Without the slash, the page's relative paths would resolve one level too high.
  '': { GET: () => ({ status: 308, headers: { Location: '__mock/' }, body: '' }) },
  '/': {
    GET: () =>
      fileResponse(join(folder, 'index.html'), undefined, (html) =>
        withFacts(html, contract, basePath, docsUrl),
      ),
  },
  '/inspector/tokens.css': { GET: () => fileResponse(join(root, 'spec', 'tokens.css')) },
  ...Object.fromEntries(
    assets.map((name) => [`/inspector/${name}`, { GET: () => fileResponse(join(folder, name)) }]),
  ),
});

function withFacts(html: string, contract: Contract, basePath: string, docsUrl: string | undefined): string {
  // In a script element, only `<` could end the data.
  const facts = JSON.stringify(pageFacts(contract, basePath, docsUrl)).replaceAll('<', '\\u003c');
  return html.replace('{{facts}}', () => facts);
}
