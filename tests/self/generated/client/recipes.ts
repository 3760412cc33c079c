import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The programs in generated/README.md, by file name, each with the language of its fence. */
export const recipes = {
  'axios.cjs': 'js',
  'axios-document-type.cjs': 'js',
  'fetch.mjs': 'js',
  'typed-client.ts': 'ts',
  'page.html': 'html',
  'page.ts': 'ts',
  'upload.sh': 'sh',
  'upload.py': 'python',
} as const;

export type RecipeName = keyof typeof recipes;

export const recipePath = (name: RecipeName) => join(import.meta.dirname, 'recipes', name);

/** A recipe as that page shows it. */
export function fenced(name: RecipeName): string {
  return `\`\`\`${recipes[name]}\n${readFileSync(recipePath(name), 'utf8')}\`\`\`\n`;
}
