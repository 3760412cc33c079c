import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startMock } from '../../../../mocks/server.ts';
import {
  type Artefacts,
  compareWith,
  renderArtefacts,
  settle,
} from '../../../../scripts/generate/artefacts.ts';
import { writeGenerated } from '../../../../scripts/generate/write-generated.ts';
import type { Contract } from '../../../../spec/contract.ts';
import type { Report } from '../../../contract/report/report.ts';
import { onlyCases, runCollection } from '../../generated/exports/newman.ts';
import { command } from '../verify/command.ts';
import { copyRepository, root } from './copy.ts';

/** A change of the spec reaches everything, and nothing is generated twice in different ways. */
const changes: [from: string, to: string][] = [
  ['- Document\n', '- Document\n        - Memo\n'],
  ['upload_files:', 'uploads:'],
  ['- accountId\n        - file\n', '- customerId\n        - document\n'],
  [
    '        accountId:\n          description: The account',
    '        customerId:\n          description: The account',
  ],
  ['        file:\n          description: The file.', '        document:\n          description: The file.'],
];

test('the committed files match the spec', async () => {
  const { artefacts } = await renderArtefacts(root);
  const { stale, leftOver } = await compareWith(join(root, 'generated'), artefacts);
  expect({ stale: [...stale.keys()], leftOver }).toEqual({ stale: [], leftOver: [] });
});

describe('a spec with another type, another path and other fields', () => {
  let copy: string;
  let contract: Contract;
  let artefacts: Artefacts;

  beforeAll(async () => {
    copy = await copyRepository();
    const path = join(copy, 'spec', 'openapi.yaml');
    let spec = await readFile(path, 'utf8');
    for (const [from, to] of changes) {
      expect(spec).toContain(from);
      spec = spec.replace(from, to);
    }
    await writeFile(path, spec);
    ({ contract, artefacts } = await renderArtefacts(copy));
  });
  afterAll(() => rm(copy, { recursive: true }));

  const text = (name: string): string => String(artefacts.get(name));

  test('reaches the types, the collection and the .http file', () => {
    expect(text('schema.d.ts')).toContain('"Memo"');
    expect(text('client.ts')).toContain("'customerId'");
    expect(text('postman/collection.json')).not.toMatch(/upload_files|"key": "(accountId|file)"/);
    expect(text('http/contract.http')).toContain('name="customerId"\n\n{{accountId}}\n');
    expect(text('http/contract.http')).not.toMatch(/upload_files|name="(accountId|file)"/);
  });

  // generate.matrix.ts runs the command.
  test('makes --check fail with exit code 1, and name the stale files', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    try {
      expect(await writeGenerated(copy, true)).toBe(1);
      expect(error.mock.calls).toEqual([
        [expect.stringMatching(/^Stale: .*generated\/contract\.ts.*\. Run: npm run generate$/)],
      ]);
    } finally {
      error.mockRestore();
    }
  });

  test('drives the suite and the mock once generated, without stale files', async () => {
    const generated = join(copy, 'generated');
    await writeFile(join(generated, 'postman', 'files', 'left-over.csv'), 'id\n');
    const difference = await compareWith(generated, artefacts);
    expect(difference.leftOver).toContain('postman/files/left-over.csv');
    await settle(generated, difference);
    expect(await compareWith(generated, artefacts)).toEqual({ stale: new Map(), leftOver: [] });

    const file = join(copy, 'report.json');
    const args = ['verify', '--only', 'type-memo', '--report', `json=${file}`];
    const { code, stderr } = await command(args, {}, join(copy, 'scripts', 'upload-contract.js'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { cases }: Report = JSON.parse(await readFile(file, 'utf8'));
    const request = cases.find(({ id }) => id === 'type-memo')?.exchanges[0]?.request;
    expect(request?.url).toMatch(/\/uploads$/);
    const names = request && 'parts' in request && request.parts.map(({ name }) => name);
    expect(names).toEqual(['customerId', 'document', 'documentType']);
  });

  test('drives Newman', async () => {
    const who = { clientId: 'client-7', accountId: 'account-1', token: 'Mk7-tRz94QwXb2_hLp' };
    await using mock = await startMock({ contract, tokens: [who.token], accountIds: [who.accountId] });
    const collection = onlyCases(JSON.parse(text('postman/collection.json')), ['csv-file', 'type-memo']);
    const { passes, ...others } = await runCollection(collection, { ...who, baseUrl: mock.url });
    expect(others).toEqual({ fails: [], warns: [], skipped: [], errors: [] });
    expect(passes).toContain('type-memo R8');
  });
});
