import { cpSync } from 'node:fs';
import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..', '..', '..');

const parts = [
  'spec',
  'generated',
  'mocks',
  'scripts',
  'tests',
  'package.json',
  'tsconfig.json',
  'redocly.yaml',
  'vitest.config.ts',
];

/**
 * Copies the repository into a folder where a test may change the spec.
 *
 * @param prefix of the folder's name.
 * @returns the folder.
 */
export async function copyRepository(prefix = 'upload-contract-'): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), prefix));
  // In half the processor time of `cp`.
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}
