import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../spec/root.ts';
import type { Report } from '../../tests/contract/report/report.ts';
import { type Picture, readPicture } from './picture.ts';
import type { ContractSource } from './read-contract.ts';

/** Everything that the site is made from. */
export interface Sources extends ContractSource {
  /** The last run against a deployment. */
  report?: Report;
  /** Programs, by file name. */
  recipes: Readonly<Record<string, string>>;
  /** The OpenAPI document of the mock's journal. */
  journal: Readonly<Record<string, unknown>>;
  /** Pages of prose, in Markdown, by name. */
  words: Readonly<Record<string, string>>;
  glossary: readonly GlossaryEntry[];
  /** Pictures of the tool that prose may show, by path. */
  pictures: Readonly<Record<string, Picture>>;
  /** Files to copy unchanged, by path. */
  assets: Readonly<Record<string, string>>;
}

export interface GlossaryEntry {
  term: string;
  meaning: string;
}

const own = join(root, 'scripts', 'docs');

/** Reads the sources that do not depend on the contract. */
export async function readSources(given: ContractSource & { report?: Report }): Promise<Sources> {
  const text = (...path: string[]): Promise<string> => readFile(join(root, ...path), 'utf8');
  const words = await readFolder(join(own, 'words'));
  const assets = await readFolder(join(own, 'assets'));
  const tokens = await text('spec', 'tokens.css');
  return {
    ...given,
    recipes: await readFolder(join(root, 'tests', 'self', 'generated', 'client', 'recipes')),
    journal: JSON.parse(await text('generated', 'journal.json')),
    words,
    pictures: await readPictures(join(own, 'pictures')),
    glossary: parse(words['glossary.yaml'] ?? '[]'),
    assets: {
      'assets/site.css': tokens + (assets['site.css'] ?? ''),
      'assets/site.js': assets['site.js'] ?? '',
      'assets/search.js': assets['search.js'] ?? '',
      'assets/minisearch.js': await readMiniSearch(),
    },
  };
}

async function readFolder(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

async function readPictures(folder: string): Promise<Record<string, Picture>> {
  const names = (await readdir(folder)).sort();
  const pictures = await Promise.all(
    names.map(async (name) => readPicture(name, await readFile(join(folder, name)))),
  );
  return Object.fromEntries(names.map((name, index) => [`pictures/${name}`, pictures[index] as Picture]));
}

/** The package contains a copy; in the repository it is in node_modules. */
async function readMiniSearch(): Promise<string> {
  const script = await readFile(join(root, 'minisearch', 'index.js'), 'utf8').catch(() =>
    readFile(join(root, 'node_modules', 'minisearch', 'dist', 'umd', 'index.js'), 'utf8'),
  );
  return script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}
