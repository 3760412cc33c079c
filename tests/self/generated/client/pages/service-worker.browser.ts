import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadProgress } from '../../../../../generated/client.ts';
import { launchBrowser } from '../../../browser/launch.ts';
import { type ServedPage, servePage } from './page.ts';

/** A page whose uploads get their responses from Mock Service Worker: there are no progress events there. */
const worker = readFileSync(createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'));
const source = `
  import { setupWorker } from 'msw/browser';
  import { uploadHandlers } from './mocks/msw.ts';
  import { createUploadClient } from './generated/client.ts';
  await setupWorker(...uploadHandlers({ tokens: ['t'] })).start({ serviceWorker: { url: '/worker' }, quiet: true });
  globalThis.upload = async (size, token) => {
    const progress = [];
    const client = createUploadClient({ baseUrl: 'https://deployment.example', clientId: 'c', token });
    const file = new Blob([new Uint8Array(size)]);
    const { status } = await client.uploadFile({ accountId: 'a', file, onProgress: (step) => progress.push(step) });
    return { status, progress };
  };
  document.title = 'ready';`;

let browser: Browser;
let page: Page;
let served: ServedPage;

beforeAll(async () => {
  [browser, served] = await Promise.all([
    launchBrowser(),
    servePage('<!doctype html><script type="module" src="/page.js"></script>', source, (_, response) =>
      response.setHeader('Content-Type', 'text/javascript').end(worker),
    ),
  ]);
  page = await browser.newPage();
  await page.goto(served.url);
  await page.waitForFunction(() => document.title === 'ready');
}, 60_000);
afterAll(async () => {
  await browser?.close();
  served?.server.close();
});

const upload = (size: number, token = 't'): Promise<{ status: number; progress: UploadProgress[] }> =>
  page.evaluate(`upload(${size}, '${token}')`);

describe('the progress of an upload through a service worker', () => {
  it.each([0, 1, 3_000_000])('ends with the size of the file: %i bytes', async (size) => {
    const { status, progress } = await upload(size);
    expect(status).toBe(200);
    expect(progress.at(0)).toEqual({ loaded: 0, total: size });
    expect(progress.at(-1)).toEqual({ loaded: size, total: size });
  });

  it('does not end when it is rejected', async () => {
    const { status, progress } = await upload(10, 'other');
    expect(status).toBe(401);
    expect(progress).toEqual([{ loaded: 0, total: 10 }]);
  });
});
