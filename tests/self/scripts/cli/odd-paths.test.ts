import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { copyRepository } from '../generate/copy.ts';
import { command } from '../verify/command.ts';

/**
 * Its path contains characters that are special in an address, in a pattern or to a shell; odd-paths.matrix.ts runs all
 * programs.
 */
it('a checkout in a folder with an odd name verifies against its own mock', async () => {
  const folder = await copyRepository("a #b %41 % 'c' & [d] {e}-");
  onTestFinished(() => rm(folder, { recursive: true }));
  const bin = join(folder, 'scripts', 'upload-contract.js');
  const { code, stdout, stderr } = await command(['verify', '--only', 'csv-file'], {}, bin, folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('keeps the contract');
});
