import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';
import { type MockProcess, startMockProcess } from './mocks/second-process.ts';
import { blocksOf, pages, root, textOf } from './pages.ts';

/** Every shell block of the pages runs unchanged, except for addresses; blocks left out here run elsewhere. */
const elsewhere: [start: string, by: string][] = [
  ['npm ci && npm run verify', 'CI runs both on a clean clone'],
  ['npm install --save-dev upload-contract\n', 'the test of the tarball installs it'],
  ['curl "$UPLOAD_BASE_URL/', 'the test of the recipes'],
];

/** Replacements for what no test machine has: the published package, staging, and the reader's own port. */
const stagingUrl = 'https://staging.example.com/api';
export const mockUrl = 'http://127.0.0.1:4010';

/** A folder with the commands of the blocks, and the mock as the deployment: started before the tests of a file. */
export let folder: string;
export let mock: MockProcess;

export function beforeBlocks(): void {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pages-'));
    mock = await startMockProcess(['--quiet', '--token', 's3cret-token', '--account-id', '1001']);
    const bin = JSON.stringify(join(root, 'scripts', 'upload-contract.js'));
    await command('npx', `shift\nexec "${process.execPath}" -- ${bin} "$@"`);
    await command('npm', 'exit 0');
    await command('print-token', 'printf s3cret-token');
    await writeFile(join(folder, 'README.md'), 'a file to send\n');
  });
  afterAll(async () => {
    await mock.stop();
    await rm(folder, { recursive: true, force: true });
  });
}

async function command(name: string, script: string): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
}

export const run = promisify(execFile);

export async function runBlock(block: string): Promise<string> {
  const script = block.replaceAll(stagingUrl, mock.url).replaceAll(mockUrl, mock.url);
  const environment = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const { stdout } = await run('sh', ['-ec', script], { cwd: folder, env: environment });
  return stdout;
}

const isRunElsewhere = (block: string): boolean =>
  elsewhere.some(([start]) => block.startsWith(start)) && !block.includes('npx');

export const isMock = (line: string): boolean => line.startsWith('npx upload-contract mock');

export const blocks = (
  await Promise.all(
    (Object.keys(pages) as (keyof typeof pages)[]).map(async (page) =>
      blocksOf(await textOf(page), 'sh').map((block): [page: string, block: string] => [page, block]),
    ),
  )
)
  .flat()
  .filter(([, block]) => !isRunElsewhere(block));

/** The blocks of the site, from its Markdown sources. */
export const siteBlocks = (
  await Promise.all(
    ['mock', 'pipelines'].map(async (name) => {
      const text = await readFile(join(root, 'scripts', 'docs', 'words', `${name}.md`), 'utf8');
      return blocksOf(text, 'sh').map((block): [page: string, block: string] => [`the site: ${name}`, block]);
    }),
  )
).flat();

/** Blocks that check the whole contract or make a site: page-commands.matrix.ts runs them unchanged. */
export const isLong = (block: string): boolean => /contract (verify|docs)\b/.test(block);
