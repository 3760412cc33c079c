import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import type { Contract } from '../../spec/contract.ts';
import { renderClient, renderClientModules } from './client.ts';
import { renderContract } from './contract.ts';
import { readSpec } from './document.ts';
import { exportFolders, renderExports } from './exports.ts';
import { renderJournal } from './journal.ts';
import { withRendered } from './responses.ts';
import { renderSchema } from './schema.ts';
import { hashSpec } from './spec-hash.ts';

const root = join(import.meta.dirname, '..', '..');
const generated = join(root, 'generated');

const usage = `Usage: npm run generate -- [--check]

Writes generated/ from spec/, and the cases for other tools. With --check it writes nothing, and fails when anything is
stale.`;

type Artefacts = Map<string, string | Uint8Array>;

/** Everything that follows from the spec, by path inside `generated/`. */
async function render(contract: Contract): Promise<Artefacts> {
  return new Map<string, string | Uint8Array>([
    ['openapi.json', `${JSON.stringify(contract.document, null, 2)}\n`],
    ['contract.ts', renderContract(contract, hashSpec(join(root, 'spec')) ?? '')],
    ['schema.d.ts', await renderSchema(contract)],
    ['client.ts', renderClient(contract)],
    ...(await renderClientModules()),
    ...(await renderJournal(root)),
    ...renderExports(contract),
  ]);
}

/** Those that are not on the disk as they should be. */
async function findStale(artefacts: Artefacts): Promise<Artefacts> {
  const stale: Artefacts = new Map();
  for (const [name, content] of artefacts) {
    const current = await readFile(join(generated, name)).catch(() => undefined);
    if (current === undefined || !current.equals(Buffer.from(content))) stale.set(name, content);
  }
  return stale;
}

/** Files in these folders that nothing gives any more. */
async function findLeftOver(artefacts: Artefacts, folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    const options = { recursive: true, withFileTypes: true } as const;
    const entries = await readdir(join(generated, folder), options).catch(() => []);
    for (const entry of entries) {
      const name = relative(generated, join(entry.parentPath, entry.name)).split(sep).join('/');
      if (!entry.isDirectory() && !artefacts.has(name)) found.push(name);
    }
  }
  return found;
}

async function write(artefacts: Artefacts): Promise<void> {
  for (const [name, content] of artefacts) {
    const path = join(generated, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

function report(names: readonly string[], check: boolean): void {
  const list = names.map((name) => `generated/${name}`).join(', ');
  if (names.length === 0) {
    console.log('Everything generated is up to date.');
  } else if (check) {
    console.error(`Stale: ${list}. Run: npm run generate`);
    process.exitCode = 1;
  } else {
    console.log(`Written: ${list}`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(usage);
  const check = values.check ?? false;

  // All of it is rendered before anything is written: a mistake leaves generated/ as it was.
  const artefacts = await render(await withRendered(await readSpec(root)));
  const stale = await findStale(artefacts);
  const leftOver = await findLeftOver(artefacts, exportFolders);
  if (!check) {
    await write(stale);
    for (const name of leftOver) await rm(join(generated, name));
  }
  report([...stale.keys(), ...leftOver], check);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
