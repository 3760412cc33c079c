import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from '../exchange.ts';
import { pageFacts } from './facts.ts';

type Routes = Record<string, { GET: () => Promise<Answer> }>;

const folder = join(import.meta.dirname, 'page');

/** What the page is made of, beside its HTML. */
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
  'next-answer.js',
  'parts.js',
  'upload-form.js',
  'uploads.js',
  'words.js',
];

const mediaTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** Names of files and fields come from anywhere, so the page may load nothing and run nothing but what is its own. */
const securityHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** The inspector: a page that shows what the mock was sent. Paths are below the journal's namespace. */
export const inspectorRoutes: Routes = {
  // Without the slash, what the page asks for would be looked up one level too high.
  '': { GET: async () => ({ status: 308, headers: { Location: '__mock/' }, body: '' }) },
  '/': { GET: servePage },
  ...Object.fromEntries(assets.map((name) => [`/inspector/${name}`, { GET: () => serveAsset(name) }])),
};

async function servePage(): Promise<Answer> {
  const html = await readOnce('index.html');
  // In a script element, `<` alone could end what is data.
  const facts = JSON.stringify(pageFacts()).replaceAll('<', '\\u003c');
  return found(
    'text/html; charset=utf-8',
    html.replace('{{facts}}', () => facts),
  );
}

const serveAsset = async (name: string): Promise<Answer> =>
  found(mediaTypes[name.split('.').at(-1) ?? ''] ?? '', await readOnce(name));

const found = (mediaType: string, body: string): Answer => ({
  status: 200,
  headers: { ...securityHeaders, 'Content-Type': mediaType },
  body,
});

const texts = new Map<string, Promise<string>>();

function readOnce(name: string): Promise<string> {
  const text = texts.get(name) ?? readFile(join(folder, name), 'utf8');
  texts.set(name, text);
  return text;
}
