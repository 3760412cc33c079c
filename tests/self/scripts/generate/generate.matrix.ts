import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command } from '../verify/command.ts';
import { copyRepository } from './copy.ts';

test('npm run generate -- --check, as a process, ends with 1 when the spec has changed', async () => {
  const copy = await copyRepository();
  try {
    const path = join(copy, 'spec', 'openapi.yaml');
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace('- Document\n', '- Document\n        - Memo\n'),
    );
    const script = join('scripts', 'generate', 'generate.ts');
    const run = join(copy, 'scripts', 'run.js');
    const { code, stdout, stderr } = await command([script, '--check'], {}, run, copy);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Stale: .*generated\/contract\.ts.*\. Run: npm run generate\n$/);
  } finally {
    await rm(copy, { recursive: true });
  }
});
