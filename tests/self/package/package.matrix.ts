import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractCases } from '../../contract/index.ts';
import { nodeOf } from '../other-nodes.ts';
import { type Casework, runContractTests } from './contract-tests.ts';
import {
  compile,
  give,
  install,
  newFolder,
  node,
  pack,
  program,
  remove,
  shell,
  withMock,
  withPackages,
} from './installed.ts';

/** The same tarball with each package manager, on each Node and under each Vitest. */
let folder: string;
let tarball: string;
beforeAll(async () => {
  folder = await newFolder();
  tarball = await pack(folder);
}, 300_000);
afterAll(() => remove(folder));

const kept = /^The deployment keeps the contract\. \d+ cases: /m;
const pnpm = 'npm exec --yes --package=pnpm@10 -- pnpm';
const yarn = 'npm exec --yes --package=yarn@1 -- yarn';

const managers: [name: string, install: (tarball: string) => string, run: string][] = [
  ['npm', (file) => `npm install --omit=dev --no-audit --no-fund "${file}"`, 'npx --no upload-contract'],
  ['pnpm', (file) => `${pnpm} add "${file}"`, `${pnpm} exec upload-contract`],
  ['yarn', (file) => `${yarn} add --non-interactive "file:${file}"`, `${yarn} run --silent upload-contract`],
];

describe('installed', () => {
  it.each(managers)('by %s, verify passes and the mock starts', async (name, command, run) => {
    const project = join(folder, name);
    await install(project, command(tarball));
    expect((await shell(`${run} verify`, project)).stdout).toMatch(kept);
    expect(await withMock(project, statusOfReadiness)).toBe(200);
    await give('script.mjs', project);
    expect((await node(['script.mjs'], project)).stdout).toMatch(/^conforms: /m);
  });
});

describe('with the optional peers, each entry point and each command works', () => {
  let project: string;
  beforeAll(async () => {
    project = join(folder, 'peers');
    await install(
      project,
      `npm install --no-audit --no-fund --prefer-offline "${tarball}" vitest@4 msw@2 @stoplight/prism-http@5 @types/node@20`,
    );
    for (const name of ['script.mjs', 'handlers.mjs', 'documents.mjs']) await give(name, project);
    await give('contract-tests.ts', project, 'upload.test.ts');
  }, 300_000);

  it.for([20, 22, 24, 26])('on Node %i', async (major, { skip }) => {
    const execPath = await nodeOf(major).catch((error: Error) => {
      if (process.env.CI) throw error;
      return skip(`npm brings no Node ${major} here: ${error.message}`);
    });
    const run = async (...args: string[]) => (await node(args, project, execPath)).stdout;
    expect(await run('-p', 'process.versions.node')).toMatch(new RegExp(`^${major}\\.`));
    expect(await run('script.mjs')).toMatch(/^The mock responded with 200 to 1 upload\.\nconforms: .+\n$/);
    expect(await run('handlers.mjs')).toBe('The handlers responded with 200 to 1 upload.\n');
    expect(await run('documents.mjs')).toBe('upload-contract 3.1.0\nupload-contract 3.1.0\n');
    expect(await run(await program(project), 'verify')).toMatch(kept);
    expect(await withMock(project, statusOfReadiness, execPath)).toBe(200);
    expectAll(await runContractTests(project, [], execPath));
  });

  describe.each(['typescript', 'typescript-7'] as const)('%s', (compiler) => {
    it.each(['node16', 'nodenext', 'bundler'] as const)('compiles a consumer with %s', async (resolution) => {
      expect(await compile(compiler, resolution, project)).toBe('');
    });
  });

  it("divided into shards by Vitest, each file's cases run, and their blob reports are merged", async () => {
    const project = join(folder, 'shards');
    await withPackages(join(folder, 'peers'), project, []);
    await rm(join(project, 'upload.test.ts'));
    const globs = ['two-files*', 'token-unknown*'];
    for (const [index, only] of globs.entries())
      await writeFile(
        join(project, `part-${index}.test.ts`),
        `import { defineContractTests } from 'upload-contract/vitest';\ndefineContractTests({ only: '${only}' });\n`,
      );
    const shards = await Promise.all(
      ['1/2', '2/2'].map((shard) => runContractTests(project, ['--shard', shard, '--reporter', 'blob'])),
    );
    const merged = await runContractTests(project, ['--merge-reports']);
    const cases = contractCases().filter(({ id }) => /^(two-files|token-unknown)/.test(id));
    expect(shards.flatMap(({ failed }) => failed)).toEqual([]);
    expect(shards.flatMap(({ passed }) => passed)).toHaveLength(cases.length);
    for (const { passed } of shards) expect(passed.length).toBeGreaterThan(0);
    expect(merged.failed).toEqual([]);
    expect(merged.passed.toSorted()).toEqual(shards.flatMap(({ passed }) => passed).toSorted());
  });
});

describe('under the oldest Vitest that is a peer', () => {
  it('each case is a test, and -t selects some', async () => {
    const project = join(folder, 'oldest-vitest');
    await install(project, `npm install --no-audit --no-fund --prefer-offline "${tarball}" vitest@3.2.0`);
    await give('contract-tests.ts', project, 'upload.test.ts');
    const all = await runContractTests(project);
    expectAll(all);
    const some = await runContractTests(project, ['-t', 'two-files']);
    expect(some.failed).toEqual([]);
    expect(some.passed.length).toBeGreaterThan(5);
    expect(some.passed.length).toBeLessThan(all.passed.length);
  });
});

/** Readiness as the mock reports it. */
const statusOfReadiness = async (url: string): Promise<number> => (await fetch(`${url}/__mock/`)).status;

function expectAll({ passed, failed }: Casework): void {
  expect(failed).toEqual([]);
  expect(passed.length).toBeGreaterThan(100);
}
