import { describe, expect, it } from 'vitest';
import { bundleForBrowser, measureClient, sizeLimit } from '../../../../scripts/maintenance/client-size.ts';

describe('the client in a browser', () => {
  it('stays under its limit, gzipped', async () => {
    expect((await measureClient()).gzipped).toBeLessThan(sizeLimit);
  });

  it('imports nothing of Node', async () => {
    const bundle = await bundleForBrowser(`export * from './generated/client.ts'`);
    expect(bundle).not.toMatch(/node:|require\(|^import /m);
  });

  it('disappears when unused', async () => {
    expect(await bundleForBrowser(`import './generated/client.ts'`)).toBe('');
    expect(
      await bundleForBrowser(`import { createUploadClient } from './generated/client.ts'; export {}`),
    ).toBe('');
  });
});
