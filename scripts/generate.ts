import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderAnswers } from './generate/answers.ts';
import { renderClient, renderClientModules } from './generate/client.ts';
import { renderContract } from './generate/contract.ts';
import { parseRequirements, readDocument } from './generate/document.ts';
import { readFacts } from './generate/facts.ts';
import { renderJournal } from './generate/journal.ts';
import { renderSchema } from './generate/schema.ts';

const root = join(import.meta.dirname, '..');

const usage = `Usage: npm run generate -- [--check]

Writes generated/ from spec/. With --check it writes nothing, and fails when anything there is stale.`;

/** Every generated file, by its path inside \`generated/\`. */
async function render(): Promise<Map<string, string>> {
  const document = await readDocument(root);
  const requirements = parseRequirements(await readFile(join(root, 'spec', 'requirements.yaml'), 'utf8'));
  const facts = readFacts(document, requirements);
  return new Map([
    ['openapi.json', `${JSON.stringify(document, null, 2)}\n`],
    ['contract.ts', renderContract(facts)],
    ['schema.d.ts', await renderSchema(document)],
    ['client.ts', renderClient(facts)],
    ...(await renderClientModules()),
    ['answers.json', await renderAnswers(document, facts)],
    ...(await renderJournal(root)),
  ]);
}

async function isStale(path: string, text: string): Promise<boolean> {
  const current = await readFile(path, 'utf8').catch(() => undefined);
  return current !== text;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(usage);

  const stale: [string, string][] = [];
  for (const [name, text] of await render()) {
    const path = join(root, 'generated', name);
    if (await isStale(path, text)) stale.push([path, text]);
  }
  const names = stale.map(([path]) => path.slice(root.length + 1)).join(', ');
  if (values.check && stale.length > 0) {
    console.error(`Stale: ${names}. Run: npm run generate`);
    process.exitCode = 1;
    return;
  }
  for (const [path, text] of stale) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  console.log(stale.length === 0 ? 'Everything generated is up to date.' : `Written: ${names}`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
