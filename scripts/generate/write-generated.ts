import { join } from 'node:path';
import { compareWith, renderArtefacts, settle } from './artefacts.ts';

/**
 * Writes `generated/` of a folder from its `spec/`, and prints what it wrote.
 *
 * @param check whether to write nothing, and only name what is stale.
 * @returns the exit code: 1 when `check` finds stale files.
 */
export async function writeGenerated(root: string, check: boolean): Promise<number> {
  const generated = join(root, 'generated');
  const { artefacts } = await renderArtefacts(root);
  const difference = await compareWith(generated, artefacts);
  if (!check) await settle(generated, difference);
  const names = [...difference.stale.keys(), ...difference.leftOver];
  const list = names.map((name) => `generated/${name}`).join(', ');
  if (names.length === 0) {
    console.log('generated/ is up to date.');
  } else if (check) {
    console.error(`Stale: ${list}. Run: npm run generate`);
    return 1;
  } else {
    console.log(`Written: ${list}`);
  }
  return 0;
}
