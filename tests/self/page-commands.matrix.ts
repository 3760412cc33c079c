import { describe, expect, test } from 'vitest';
import { beforeBlocks, blocks, isLong, runBlock } from './page-commands.ts';

describe.skipIf(process.platform === 'win32')('the shell blocks', () => {
  beforeBlocks();

  test.each(blocks.filter(([, block]) => isLong(block)))('of %s run unchanged', async (_, block) => {
    await expect(runBlock(block)).resolves.toBeDefined();
  });
});
