import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The pages for people, by their subject. */
export const root = join(import.meta.dirname, '..', '..');

export const pages = {
  readme: 'README.md',
  suite: 'tests/contract/README.md',
  mock: 'mocks/README.md',
  client: 'generated/README.md',
  package: 'scripts/README.md',
  pipelines: 'templates/README.md',
  contributing: 'CONTRIBUTING.md',
} as const;

export type Page = keyof typeof pages;

export const textOf = (page: Page): Promise<string> => readFile(join(root, pages[page]), 'utf8');

/** The blocks of a page in a language, without their fences. */
export const blocksOf = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block ?? '');
