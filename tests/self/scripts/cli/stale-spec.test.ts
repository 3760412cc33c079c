import { cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { specHash } from '../../../../generated/contract.ts';
import { warnOfStaleSpec } from '../../../../scripts/cli/stale-spec.ts';
import { hashSpec } from '../../../../scripts/generate/spec-hash.ts';
import { root } from '../generate/copy.ts';

/** The warning that `spec/` is newer than the generated files. stale-spec.matrix.ts tests each command. */
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

describe('the hash of the spec', () => {
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

describe('the warning', () => {
  function warnings(): unknown[] {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    try {
      warnOfStaleSpec(folder);
      return error.mock.calls.flat();
    } finally {
      error.mockRestore();
    }
  }

  it('says in one line that the spec has changed', async () => {
    await change('openapi.yaml', (text) => text.replace('- Document\n', '- 1099\n'));
    expect(warnings()).toEqual([
      expect.stringMatching(/^Warning: spec\/ has changed since generated\/ was written.* npm run generate$/),
    ]);
  });

  it('is not printed for the spec that generated/ was written from', () => {
    expect(warnings()).toEqual([]);
  });
});
