import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Mock, startMock } from '../../../mocks/server.ts';
import { listen } from '../scripts/verify/server.ts';
import { newJob, root } from './action.ts';

/** It imports JSON without an attribute, which Node rejects and a bundler accepts. */
async function bundled(module: string): Promise<string> {
  const stdin = { contents: `export * from '${module}'`, resolveDir: root };
  const built = await build({ stdin, bundle: true, write: false, format: 'esm', platform: 'browser' });
  return `data:text/javascript;base64,${Buffer.from(built.outputFiles[0]?.contents ?? []).toString('base64')}`;
}

test.each(['action.yml', '.github/actions/mock/action.yml'])('%s fits the schema of GitHub', async (path) => {
  const { parseAction } = await import(await bundled('@actions/workflow-parser/actions/action-parser'));
  const content = await readFile(join(root, path), 'utf8');
  const { context } = parseAction({ name: path, content }, { info() {}, error() {}, verbose() {} });
  expect(context.errors.getErrors().map(String)).toEqual([]);
});

describe.skipIf(process.platform === 'win32')('the steps, with the program itself', () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock({ tokens: ['s3cret-token'] });
  });
  afterAll(() => mock.close());
  const deployment = () => ({ 'base-url': mock.url, 'client-id': 'acme', 'account-id': '1001' });
  const token = { UPLOAD_TOKEN: 's3cret-token' };

  test('output the verdict, the counts and the reports', async () => {
    await using job = await newJob();
    const inputs = { ...deployment(), only: 'two-files*\ncsv-file\n', report: 'har=exchanges.har' };
    const { code, log, outputs, summary } = await job.run(inputs, token);
    expect([code, log]).toEqual([0, expect.stringContaining('keeps the contract')]);
    expect(outputs).toMatchObject({ verdict: 'conforms', broken: '0', warnings: '0' });
    expect(outputs.headline).toContain('--only: two-files*, csv-file');
    const report = JSON.parse(await readFile(outputs.report ?? '', 'utf8'));
    expect(Number(outputs.kept)).toBe(report.counts.pass);
    expect((await readdir(outputs.reports ?? '')).sort()).toEqual(
      ['contract.html', 'contract.json', 'contract.md', 'contract.xml'].sort(),
    );
    expect(existsSync(join(job.workspace, 'exchanges.har'))).toBe(true);
    expect(summary).toContain('keeps the contract');
    expect(log + summary).not.toContain('s3cret-token');
  });

  test('fail as verify does, with outputs and annotations, and say what is broken at the end of the log', async () => {
    await using server = await listen(
      createServer((request, response) => {
        request.resume().once('end', () => response.end('{"fileId":"1"}'));
      }),
    );
    await using job = await newJob();
    const inputs = { ...deployment(), 'base-url': server.url, only: 'two-files-same-field' };
    const { code, log, outputs } = await job.run(inputs, token);
    expect([code, outputs.verdict, outputs.broken]).toEqual([1, 'violates', '1']);
    expect(log).toMatch(/^::error title=R7 MUST::/m);
    const end = log.trimEnd().split('\n').slice(-10).join('\n');
    expect(end).toMatch(
      /^FAIL {2}R7 MUST, 1 case: status 200 OK instead of .*contract\.json.*breaks the contract/ms,
    );
  });
});
