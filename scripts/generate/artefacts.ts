import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Contract } from '../../spec/contract.ts';
import { renderClient, renderClientModules } from './client.ts';
import { renderContract } from './contract.ts';
import { readSpec } from './document.ts';
import { exportFolders, renderExports } from './exports.ts';
import { renderRequirements } from './requirements.ts';
import { withRendered } from './responses.ts';
import { hashSpec } from './spec-hash.ts';

/** Generated files, by path inside `generated/`. */
export type Artefacts = Map<string, string | Uint8Array>;

/** How `generated/` differs from the output of the spec. */
export interface Difference {
  stale: Artefacts;
  /** Exported files that are no longer generated. */
  leftOver: string[];
}

/**
 * Renders everything that follows from `spec/` of a folder. Writes nothing, so a mistake leaves `generated/` as it was.
 *
 * @throws UserError that names each mistake with its line.
 */
export async function renderArtefacts(root: string): Promise<{ contract: Contract; artefacts: Artefacts }> {
  const contract = await withRendered(await readSpec(root));
  // Loading TypeScript takes a second, so a mistake in the spec is reported first.
  const [{ renderSchema }, { renderJournal }] = await Promise.all([
    import('./schema.ts'),
    import('./journal.ts'),
  ]);
  const artefacts = new Map<string, string | Uint8Array>([
    ['openapi.json', `${JSON.stringify(contract.document, null, 2)}\n`],
    ['contract.ts', renderContract(contract, hashSpec(join(root, 'spec')) ?? '')],
    ['schema.d.ts', await renderSchema(contract)],
    ['client.ts', renderClient(contract)],
    ...(await renderClientModules()),
    ...(await renderJournal(root)),
    ['requirements.json', await renderRequirements(root)],
    ...renderExports(contract),
  ]);
  return { contract, artefacts };
}

/** Compares a `generated/` folder with its expected content. */
export async function compareWith(generated: string, artefacts: Artefacts): Promise<Difference> {
  const stale: Artefacts = new Map();
  for (const [name, content] of artefacts) {
    const current = await readFile(join(generated, name)).catch(() => undefined);
    if (current === undefined || !current.equals(Buffer.from(content))) stale.set(name, content);
  }
  return { stale, leftOver: await findLeftOver(generated, artefacts) };
}

async function findLeftOver(generated: string, artefacts: Artefacts): Promise<string[]> {
  const found: string[] = [];
  for (const folder of exportFolders) {
    const options = { recursive: true, withFileTypes: true } as const;
    const entries = await readdir(join(generated, folder), options).catch(() => []);
    for (const entry of entries) {
      const name = relative(generated, join(entry.parentPath, entry.name)).split(sep).join('/');
      if (!entry.isDirectory() && !artefacts.has(name)) found.push(name);
    }
  }
  return found;
}

/** Updates a `generated/` folder. */
export async function settle(generated: string, { stale, leftOver }: Difference): Promise<void> {
  for (const [name, content] of stale) {
    const path = join(generated, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  for (const name of leftOver) await rm(join(generated, name));
}
