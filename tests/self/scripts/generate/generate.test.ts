import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../../contract/report/report.ts';
import { command } from '../verify/command.ts';
import { copyRepository, root } from './copy.ts';

/** What the spec says reaches everything, and nothing is generated twice in different ways. */
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
let copy: string;

beforeAll(async () => {
  copy = await copyRepository();
});
afterAll(() => rm(copy, { recursive: true }));

const generate = (folder: string, ...args: string[]) =>
  command([join(folder, 'scripts', 'generate', 'generate.ts'), ...args], {}, tsx);

test('what is committed is what the spec gives', { timeout: 60_000 }, async () => {
  const { code, stdout, stderr } = await generate(root, '--check');
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: 'Everything generated is up to date.\n',
    stderr: '',
  });
});

test('the spec drives the client, the mock and the suite', { timeout: 120_000 }, async () => {
  const path = join(copy, 'spec', 'openapi.yaml');
  const spec = await readFile(path, 'utf8');
  const changed = spec
    .replace('- Document\n', '- Document\n        - Receipt\n')
    .replace('upload_files:', 'uploads:')
    .replace('- accountId\n        - file\n', '- customerId\n        - document\n')
    .replace(
      '        accountId:\n          description: The account to upload to',
      '        customerId:\n          description: The account to upload to',
    )
    .replace(
      '        file:\n          description: The file.',
      '        document:\n          description: The file.',
    );
  await writeFile(path, changed);

  const stale = await generate(copy, '--check');
  expect(stale.code).toBe(1);
  expect(stale.stderr).toMatch(/Stale: .*contract\.ts.*Run: npm run generate/);
  expect((await generate(copy)).code).toBe(0);
  expect((await generate(copy, '--check')).code).toBe(0);

  const file = join(copy, 'report.json');
  const bin = join(copy, 'scripts', 'upload-contract.js');
  const { code, stdout } = await command(['verify', '--report', `json=${file}`], {}, bin);
  expect(stdout).toContain('keeps the contract');
  expect(code).toBe(0);
  const report: Report = JSON.parse(await readFile(file, 'utf8'));
  const receipt = report.cases.find(({ id }) => id === 'type-receipt');
  expect(receipt?.verdict).toBe('pass');
  const request = receipt?.exchanges[0]?.request;
  expect(request?.url).toMatch(/\/uploads$/);
  expect(request && 'parts' in request && request.parts.map(({ name }) => name)).toEqual([
    'customerId',
    'document',
    'documentType',
  ]);
  expect(await readFile(join(copy, 'generated', 'schema.d.ts'), 'utf8')).toContain('"Receipt"');

  const exported = await readFile(join(copy, 'generated', 'postman', 'collection.json'), 'utf8');
  expect(exported).not.toMatch(/upload_files|"key": "(accountId|file)"/);
  const http = await readFile(join(copy, 'generated', 'http', 'contract.http'), 'utf8');
  expect(http).toContain('name="customerId"\n\n{{accountId}}\n');
  expect(http).not.toMatch(/upload_files|name="(accountId|file)"/);
  const newman = await command([join(copy, 'scripts', 'newman', 'newman.ts'), '--folder', 'R8'], {}, tsx);
  expect(newman.stdout).toMatch(/type-receipt: [^\n]+\n {2}POST \S+\/uploads \[200 OK/);
  expect(newman.code).toBe(0);
});

test('an exported file that belongs to nothing any more is reported, and removed', {
  timeout: 60_000,
}, async () => {
  const path = join(copy, 'generated', 'postman', 'files', 'left-over.csv');
  await writeFile(path, 'id\n');
  const { code, stderr } = await generate(copy, '--check');
  expect(code).toBe(1);
  expect(stderr).toBe('Stale: generated/postman/files/left-over.csv. Run: npm run generate\n');
  expect((await generate(copy)).code).toBe(0);
  await expect(readFile(path)).rejects.toThrow('ENOENT');
});
