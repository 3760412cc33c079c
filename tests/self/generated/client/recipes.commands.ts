import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MockProcess, startMockProcess } from '../../mocks/second-process.ts';
import { fenced, type RecipeName, recipePath, recipes } from './recipes.ts';

const run = promisify(execFile);
const token = 'your-authorization-token';

let mock: MockProcess;
let folder: string;
let file: string;
beforeAll(async () => {
  mock = await startMockProcess(['--quiet', '--token', token, '--account-id', 'your-account-id']);
  folder = await mkdtemp(join(tmpdir(), 'recipes-'));
  file = join(folder, 'rows.csv');
  await writeFile(file, 'id;name\n1;Ada\n');
});
afterAll(async () => {
  await mock.stop();
  await rm(folder, { recursive: true });
});

/** Runs a recipe unchanged, and returns its output. It rejects when the recipe exits with an error. */
function runRecipe(command: string, args: string[], name: RecipeName, environment: NodeJS.ProcessEnv = {}) {
  return run(command, [...args, recipePath(name), file], {
    env: {
      ...process.env,
      UPLOAD_BASE_URL: mock.url,
      UPLOAD_CLIENT_ID: 'your-client-id',
      UPLOAD_ACCOUNT_ID: 'your-account-id',
      UPLOAD_TOKEN: token,
      ...environment,
    },
  });
}

const typescript = join(import.meta.dirname, '..', '..', '..', '..', 'scripts', 'run.js');

const here = process.execPath;

/** The command for each recipe, and its output. */
const programs: [name: RecipeName, command: string, args: string[], output: RegExp][] = [
  ['axios.cjs', here, [], /successfully: \{\s+fileId: '.+fileName: 'rows.csv',\s+size: 14/s],
  ['axios-document-type.cjs', here, [], /successfully: .+documentType: 'CSV'/s],
  ['fetch.mjs', here, [], /^200 .+documentType: 'CSV'/s],
  ['typed-client.ts', here, [typescript], /^Stored as .+, type CSV$/m],
  ['upload.sh', 'sh', [], /"documentType": ?"CSV"/],
  ['upload.py', 'python3', [], /^200 .+'documentType': 'CSV'/],
];

/** Programs that fail where a recipe cannot run, each run once. */
const probes = {
  sh: () => run('sh', ['-c', 'curl --fail-with-body --version']),
  python3: () => run('python3', ['-c', 'import requests']),
};
const missing = Object.fromEntries(
  await Promise.all(
    Object.entries(probes).map(async ([command, probe]) => [
      command,
      await probe().then(
        () => undefined,
        (error: Error) => error.message,
      ),
    ]),
  ),
);

describe.for(programs)('the recipe %s', ([name, command, args, output]) => {
  it('uploads, as it is printed', async ({ skip }) => {
    skip(missing[command] !== undefined, `${command} cannot run it here: ${missing[command]}`);
    const { stdout, stderr } = await runRecipe(command, args, name);
    expect(stdout).toMatch(output);
    expect(stderr).toBe('');
  });

  it('fails without the right token, and does not print it', async ({ skip }) => {
    skip(missing[command] !== undefined, `${command} cannot run it here: ${missing[command]}`);
    const failure = await runRecipe(command, args, name, { UPLOAD_TOKEN: 'n0t-the-t0ken' }).catch(
      (error) => error,
    );
    expect(failure.code).toBeGreaterThan(0);
    expect(failure.stdout + failure.stderr).toMatch(/not valid|401/);
    expect(failure.stdout + failure.stderr).not.toContain('n0t-the-t0ken');
  });
});

const page = join(import.meta.dirname, '..', '..', '..', '..', 'generated', 'README.md');

describe.skipIf(!existsSync(page))('the page of the client', () => {
  it.each(Object.keys(recipes) as RecipeName[])('prints %s as it is run', (name) => {
    expect(readFileSync(page, 'utf8')).toContain(fenced(name));
  });
});
