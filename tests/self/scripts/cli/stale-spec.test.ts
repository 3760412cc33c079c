import { cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { specHash } from '../../../../generated/contract.ts';
import { hashSpec } from '../../../../scripts/generate/spec-hash.ts';
import { copyRepository, root } from '../generate/copy.ts';
import { command } from '../verify/command.ts';

/** The warning that `spec/` is newer than the generated files. stale-spec.matrix.ts tests each command. */
describe('the hash of the spec', () => {
  let folder: string;
  const change = async (name: string, edit: (text: string) => string): Promise<void> => {
    const path = join(folder, name);
    await writeFile(path, edit(await readFile(path, 'utf8')));
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'spec-'));
    await cp(join(root, 'spec'), folder, { recursive: true });
    return () => rm(folder, { recursive: true });
  });

  it('is the one that generated/ was written from', () => {
    expect(hashSpec(folder)).toBe(specHash);
  });

  it.each(['openapi.yaml', 'requirements.yaml', 'journal.yaml'])('changes with %s', async (name) => {
    await change(name, (text) => text.replace('the', 'that'));
    expect(hashSpec(folder)).not.toBe(specHash);
  });

  it('does not depend on times or line ends', async () => {
    await change('openapi.yaml', (text) => text.replaceAll('\n', '\r\n'));
    await utimes(join(folder, 'openapi.yaml'), new Date(), new Date(Date.now() + 3_600_000));
    expect(hashSpec(folder)).toBe(specHash);
  });

  it('is undefined without sources, as in a package', async () => {
    for (const name of ['openapi.yaml', 'requirements.yaml', 'journal.yaml']) await rm(join(folder, name));
    expect(hashSpec(folder)).toBe(undefined);
    expect(hashSpec(join(folder, 'absent'))).toBe(undefined);
  });
});

describe('a command', () => {
  let copy: string;
  beforeAll(async () => {
    copy = await copyRepository();
  });
  afterAll(() => rm(copy, { recursive: true }));

  it('warns in one line that the spec has changed, and goes on', async () => {
    const path = join(copy, 'spec', 'openapi.yaml');
    await writeFile(path, (await readFile(path, 'utf8')).replace('- Document\n', '- 1099\n'));
    const bin = join(copy, 'scripts', 'upload-contract.js');
    const { code, stderr } = await command(['verify', '--list', '--only', 'csv-file'], {}, bin);
    expect(stderr).toMatch(
      /^Warning: spec\/ has changed since generated\/ was written.* npm run generate\n$/,
    );
    expect(code).toBe(0);
  });
});
