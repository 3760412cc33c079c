import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Renders `generated/requirements.json`: the rules of the spec, for contracts without their own. */
export async function renderRequirements(root: string): Promise<string> {
  const list = parse(await readFile(join(root, 'spec', 'requirements.yaml'), 'utf8'));
  return `${JSON.stringify(list, null, 2)}\n`;
}
