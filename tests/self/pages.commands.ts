import { describe, expect, test } from 'vitest';
import { startMockProcess } from './mocks/second-process.ts';
import {
  beforeBlocks,
  blocks,
  folder,
  isLong,
  isMock,
  mock,
  mockUrl,
  run,
  runBlock,
  siteBlocks,
} from './page-commands.ts';

/** A small run makes the reports that later commands read; otherwise nothing is sent. */
const inBrief = (block: string): string =>
  block.replaceAll(
    /\bverify\b/g,
    block.includes('contract docs') ? 'verify --smoke' : 'verify --smoke --dry-run',
  );

/** The other lines of a block that starts the mock: they talk to it. */
const linesFor = (block: string): string[] =>
  block.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !isMock(line));

describe.skipIf(process.platform === 'win32')('the shell blocks', () => {
  beforeBlocks();

  // The site without a report is in page-commands.matrix.ts.
  const briefs = [
    ...siteBlocks,
    ...blocks.filter(([, block]) => isLong(block) && !block.includes('contract docs')),
  ];

  test.each(briefs.filter(([, block]) => !isMock(block)))('of %s run, in brief', async (_, block) => {
    await expect(runBlock(inBrief(block).replaceAll('curl ', 'curl -sSf '))).resolves.toBeDefined();
  });

  test.each(blocks.filter(([, block]) => !isMock(block) && !isLong(block)))(
    'of %s run unchanged',
    async (_, block) => {
      // `…` stands for the rest of an upload.
      const upload = `-H 'Authorization: s3cret-token' -F accountId=1001 -F file=@README.md ${mock.url}/files/v1/acme/upload_files`;
      await expect(
        runBlock(block.replaceAll('…', upload).replaceAll('curl ', 'curl -sS ')),
      ).resolves.toBeDefined();
    },
  );

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
