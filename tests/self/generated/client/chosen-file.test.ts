import { mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser/launch.ts';
import { listen, type TestServer } from '../../scripts/verify/server.ts';
import { type ServedPage, servePage } from './page.ts';

/** A file that is chosen in a page belongs to the page as it was then: browsers read no other. */
let browser: Browser;
let page: Page;
let origin: ServedPage;
let deployment: TestServer;
let folder: string;
/** What came of the last upload, in bytes, and what is to happen to the file in the middle of it. */
let received = 0;
let amid: (() => Promise<void>) | undefined;

beforeAll(async () => {
  [browser, origin, deployment, folder] = await Promise.all([
    launchBrowser(),
    servePage(
      '<!doctype html><input type="file"><script type="module" src="/page.js"></script>',
      `import * as client from './generated/client.ts'; globalThis.client = client;`,
    ),
    startDeployment(),
    mkdtemp(join(tmpdir(), 'chosen-')),
  ]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  origin?.server.close();
  await deployment?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  received = 0;
  amid = undefined;
  page = await browser.newPage();
  await page.goto(origin.url);
});

/** Takes what comes, and stops reading after the first piece until the file has met its fate. */
function startDeployment(): Promise<TestServer> {
  const takeIn = async (request: IncomingMessage): Promise<void> => {
    for await (const piece of request) {
      received += piece.length;
      await amid?.();
      amid = undefined;
    }
  };
  const server = createServer(async (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'authorization');
    if (request.method === 'OPTIONS') return response.end();
    await takeIn(request).catch(() => {});
    return response.setHeader('Content-Type', 'application/json').end('{"fileId":"1"}');
  });
  return listen(server);
}

async function choose(size: number): Promise<string> {
  const path = join(folder, 'rows.csv');
  await writeFile(path, Buffer.alloc(size, 'a'));
  await page.locator('input').setInputFiles(path);
  return path;
}

function upload(isWatched: boolean, fileName?: string) {
  const upload = async ([baseUrl, isWatched, fileName]: [string, boolean, string | undefined]) => {
    const { client: module } = globalThis as unknown as {
      client: typeof import('../../../../generated/client.ts');
    };
    const client = module.createUploadClient({ baseUrl, clientId: 'c', token: 'token-4f2a', retry: 0 });
    const [file] = document.querySelector('input')?.files ?? [];
    if (file === undefined) throw new Error('No file was chosen.');
    try {
      const onProgress = isWatched ? () => {} : undefined;
      const { ok } = await client.uploadFile({ accountId: 'a', file, fileName, onProgress });
      return { ok };
    } catch (error) {
      const { name, mayBeStored, cause } = error as InstanceType<typeof module.UploadError>;
      return { name, mayBeStored, cause: (cause as Error).name };
    }
  };
  return page.evaluate(upload, [deployment.url, isWatched, fileName] as [
    string,
    boolean,
    string | undefined,
  ]);
}

/** Chromium compares the times in seconds. */
const later = new Date(Date.now() + 3_600_000);
const changes: [what: string, change: (path: string) => Promise<void>][] = [
  ['was written to', (path) => writeFile(path, 'b'.repeat(2_000)).then(() => utimes(path, later, later))],
  ['was written again', (path) => utimes(path, later, later)],
  ['is shorter', (path) => truncate(path, 500).then(() => utimes(path, later, later))],
  ['is empty', (path) => truncate(path, 0).then(() => utimes(path, later, later))],
  ['is gone', (path) => rm(path)],
];

describe.each([
  ['with fetch', false],
  ['with XMLHttpRequest', true],
])('a chosen file, sent %s,', (_, isWatched) => {
  it('is taken as it is', async () => {
    await choose(1_000);
    expect(await upload(isWatched)).toEqual({ ok: true });
    expect(received).toBeGreaterThan(1_000);
  });

  it('is taken also when it is empty', async () => {
    await choose(0);
    expect(await upload(isWatched)).toEqual({ ok: true });
  });

  it.each(changes)('cannot be read once it %s, and nothing is sent', async (_, change) => {
    await change(await choose(1_000));
    const cause = 'TypeError';
    for (const fileName of [undefined, 'other.csv']) {
      expect(await upload(isWatched, fileName)).toEqual({ name: 'FileReadError', mayBeStored: false, cause });
    }
    expect(received).toBe(0);
  });

  it('that gets shorter on its way is named as what it is', async () => {
    const path = await choose(50_000_000);
    amid = async () => {
      await truncate(path, 1_000_000);
      await utimes(path, later, later);
    };
    expect(await upload(isWatched)).toMatchObject({ name: 'FileReadError', mayBeStored: true });
  });
});
