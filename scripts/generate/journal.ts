import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { banner } from './contract.ts';
import { anywhere } from './schema.ts';

/** Renders `generated/journal.json` and `generated/journal.d.ts`: the description of the mock's journal, and its types. */
export async function renderJournal(root: string): Promise<[string, string][]> {
  const document = parse(await readFile(join(root, 'spec', 'journal.yaml'), 'utf8'));
  const types = astToString(await openapiTS(structuredClone(document), { cwd: anywhere }));
  return [
    ['journal.json', `${JSON.stringify(document, null, 2)}\n`],
    ['journal.d.ts', `${banner}${types}`],
  ];
}
