import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { docsCommand } from '../../../../scripts/cli/docs.ts';
import { readContractFrom } from '../../../../scripts/docs/read-contract.ts';
import { writeSite } from '../../../../scripts/docs/write-site.ts';
import { changed } from '../../spec/changed-document.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docs-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command. @returns its output. */
async function docs(...args: string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    await docsCommand()
      .exitOverride()
      .parseAsync(['node', 'docs', ...args]);
    return log.mock.calls.join('\n');
  } finally {
    log.mockRestore();
  }
}

describe('a contract that is named', () => {
  const document = stringify(changed({ set: { '/info/title': 'Ours' } }), { aliasDuplicateObjects: false });

  /** A folder with that contract, and a changelog. */
  async function folderWith(name: string): Promise<string> {
    const source = await mkdtemp(join(folder, 'contract-'));
    await mkdir(join(source, 'spec'));
    await writeFile(join(source, name), document);
    const changelog = '# Changelog\n\n## 2.0.0\n\n- R7 counts empty files, too.\n';
    await writeFile(join(source, 'CHANGELOG.md'), changelog);
    return source;
  }

  test('has a site with its title and its changelog', async () => {
    const source = await folderWith('openapi.yaml');
    const out = join(source, 'site');
    expect(await docs('--contract', source, '--out', out)).toContain(join(out, 'index.html'));
    expect(await readFile(join(out, 'index.html'), 'utf8')).toContain('<h1>Ours</h1>');
    expect(await readFile(join(out, 'rules', 'R7.html'), 'utf8')).toContain('counts empty files, too');
  });

  test('is found as spec/openapi.yaml in a folder, too', async () => {
    const { contract, changelog } = await readContractFrom(await folderWith('spec/openapi.yaml'));
    expect(contract.title).toBe('Ours');
    expect(changelog).toContain('counts empty files, too');
  });

  test.each([
    ['nothing.yaml', undefined, /--contract: cannot read .*nothing.yaml \(ENOENT\)/],
    ['broken.yaml', 'a: [', /broken.yaml: /],
    ['other.yaml', 'openapi: 3.1.0', /other.yaml#\/paths: expected one operation/],
  ])('that is not a contract is named: %s', async (name, text, message) => {
    const path = join(folder, name);
    if (text !== undefined) await writeFile(path, text);
    await expect(docs('--contract', path, '--out', join(folder, 'none'))).rejects.toThrow(message);
  });

  test('and a folder without one', async () => {
    const empty = await mkdtemp(join(folder, 'empty-'));
    await expect(docs('--contract', empty, '--out', join(folder, 'none'))).rejects.toThrow(
      /neither spec\/openapi.yaml nor openapi.yaml/,
    );
  });
});

test('an invalid report is named', async () => {
  const path = join(folder, 'report.json');
  await writeFile(path, '{}');
  await expect(docs('--report', path, '--out', join(folder, 'none'))).rejects.toThrow(
    /--report: .* is not a report/,
  );
  await expect(docs('--report', `${path}x`, '--out', join(folder, 'none'))).rejects.toThrow(/ENOENT/);
});

describe('the folder', () => {
  const site = (...paths: string[]) => new Map(paths.map((path) => [path, path]));
  const filesIn = async (out: string): Promise<string[]> =>
    (await readdir(out, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();

  test('is updated: files of an earlier site go, other files stay', async () => {
    const out = join(folder, 'kept');
    await writeSite(out, site('index.html', 'rules/R1.html'));
    await writeFile(join(out, 'CNAME'), 'docs.example.com');
    await writeSite(out, site('index.html', 'rules/R2.html'));
    expect(await filesIn(out)).toEqual(['CNAME', 'R2.html', 'index.html']);
  });

  test('is left alone if it contains something else', async () => {
    const out = await mkdtemp(join(folder, 'other-'));
    await writeFile(join(out, 'thesis.txt'), 'years of work');
    await expect(writeSite(out, site('index.html'))).rejects.toThrow(
      /--out: .* Name an empty or a new folder/,
    );
    expect(await filesIn(out)).toEqual(['thesis.txt']);
  });

  test('a list of files outside the folder removes nothing there', async () => {
    const out = await mkdtemp(join(folder, 'list-'));
    await writeFile(join(folder, 'precious.txt'), 'mine');
    await writeFile(
      join(out, '.upload-contract-docs.json'),
      '["../precious.txt", "a/../../precious.txt", 1]',
    );
    await writeSite(out, site('index.html'));
    expect(await readFile(join(folder, 'precious.txt'), 'utf8')).toBe('mine');
  });

  test('a file in its place is named', async () => {
    const path = join(folder, 'file');
    await writeFile(path, '');
    await expect(writeSite(path, site('index.html'))).rejects.toThrow(
      /--out: cannot write to .*file \(ENOTDIR\)/,
    );
  });
});
