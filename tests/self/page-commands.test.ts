import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
const mockUrl = 'http://127.0.0.1:4010';

let folder: string;
let mock: MockProcess;

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

async function command(name: string, script: string): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
}

const run = promisify(execFile);

async function runBlock(block: string): Promise<string> {
  const script = block.replaceAll(stagingUrl, mock.url).replaceAll(mockUrl, mock.url);
  const environment = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const { stdout } = await run('sh', ['-ec', script], { cwd: folder, env: environment });
  return stdout;
}

const isRunElsewhere = (block: string): boolean =>
  elsewhere.some(([start]) => block.startsWith(start)) && !block.includes('npx');

const isMock = (line: string): boolean => line.startsWith('npx upload-contract mock');

const blocks = (
  await Promise.all(
    (Object.keys(pages) as (keyof typeof pages)[]).map(async (page) =>
      blocksOf(await textOf(page), 'sh').map((block): [page: string, block: string] => [page, block]),
    ),
  )
)
  .flat()
  .filter(([, block]) => !isRunElsewhere(block));

/** The blocks of the site, from its Markdown sources. */
const siteBlocks = (
  await Promise.all(
    ['mock', 'pipelines'].map(async (name) => {
      const text = await readFile(join(root, 'scripts', 'docs', 'words', `${name}.md`), 'utf8');
      return blocksOf(text, 'sh').map((block): [page: string, block: string] => [`the site: ${name}`, block]);
    }),
  )
).flat();

/**
 * Full runs are in the pages above. Here a small run makes the reports that later commands read; otherwise nothing is
 * sent.
 */
const inBrief = (block: string): string =>
  block.replaceAll(
    /\bverify\b/g,
    block.includes('contract docs') ? 'verify --smoke' : 'verify --smoke --dry-run',
  );

/** The other lines of a block that starts the mock: they talk to it. */
const linesFor = (block: string): string[] =>
  block.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !isMock(line));

describe.skipIf(process.platform === 'win32')('the shell blocks', () => {
  test.each(siteBlocks.filter(([, block]) => !isMock(block)))('of %s run', async (_, block) => {
    await expect(runBlock(inBrief(block).replaceAll('curl ', 'curl -sSf '))).resolves.toBeDefined();
  });

  test.each(blocks.filter(([, block]) => !isMock(block)))('of %s run unchanged', async (_, block) => {
    // `…` stands for the rest of an upload.
    const upload = `-H 'Authorization: s3cret-token' -F accountId=1001 -F file=@README.md ${mock.url}/files/v1/acme/upload_files`;
    await expect(
      runBlock(block.replaceAll('…', upload).replaceAll('curl ', 'curl -sS ')),
    ).resolves.toBeDefined();
  });

  test.each([...blocks, ...siteBlocks].filter(([, block]) => isMock(block)))(
    'of %s start the mock they describe',
    async (_, block) => {
      const [start = '', ...comments] = block.split('\n');
      await using started = await startMockProcess(start.split(' ').slice(3));
      for (const line of comments.filter((comment) => comment.startsWith('# ')))
        await expect.poll(started.stdout).toContain(line.slice(2).replace(mockUrl, started.url));
      for (const line of linesFor(block)) {
        const sent = await run(
          'sh',
          ['-ec', line.replaceAll(mockUrl, started.url).replace('curl ', 'curl -sSf ')],
          {
            cwd: folder,
          },
        );
        expect(JSON.parse(sent.stdout)).toMatchObject({ accountId: '1001' });
      }
    },
  );
});
