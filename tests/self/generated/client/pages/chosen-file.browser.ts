import { mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../browser/launch.ts';
import { listen, type TestServer } from '../../../scripts/verify/server.ts';
import { type ServedPage, servePage } from './page.ts';

/** A selected file is a snapshot: browsers read no later version of it. */
let browser: Browser;
let page: Page;
let origin: ServedPage;
let deployment: TestServer;
let folder: string;
/** The bytes of the last upload that arrived, and what to do to the file in the middle of it. */
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

/** Reads the upload, and stops after the first piece until the file has changed. */
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
  // Chromium compares seconds, so the new version must have another second.
  const before = new Date('2020-01-01');
  await utimes(path, before, before);
  const input = page.locator('input');
  await input.setInputFiles(path);
  // Chromium notes the file's time some moments after it was selected: reading it waits for that.
  await input.evaluate(({ files }: HTMLInputElement) => files?.[0]?.slice(0, 1).arrayBuffer());
  return path;
}

interface Asked {
  isWatched: boolean;
  fileName?: string | undefined;
}

function upload(asked: Asked) {
  const uploadChosen = async ({ baseUrl, isWatched, fileName }: Asked & { baseUrl: string }) => {
    const { client: module } = globalThis as unknown as {
      client: typeof import('../../../../../generated/client.ts');
    };
    const client = module.createUploadClient({ baseUrl, clientId: 'c', token: 'token-4f2a', retry: 0 });
    const [file] = document.querySelector('input')?.files ?? [];
    if (file === undefined) throw new Error('No file was chosen.');
    try {
      const onProgress = isWatched ? () => {} : undefined;
      const { ok } = await client.uploadFile({ accountId: 'a', file, fileName, onProgress });
      return { ok };
    } catch (error) {
      const { name, mayBeStored } = error as InstanceType<typeof module.UploadError>;
      return { name, mayBeStored };
    }
  };
  return page.evaluate(uploadChosen, { baseUrl: deployment.url, ...asked });
}

const changes: [what: string, change: (path: string) => Promise<void>][] = [
  ['was written to', (path) => writeFile(path, 'b'.repeat(2_000))],
  ['was written again', (path) => utimes(path, new Date(), new Date())],
  ['is shorter', (path) => truncate(path, 500)],
  ['is empty', (path) => truncate(path, 0)],
  ['is gone', (path) => rm(path)],
];

describe.each([
  ['with fetch', false],
  ['with XMLHttpRequest', true],
])('a selected file, sent %s,', (_, isWatched) => {
  it('is uploaded unchanged', async () => {
    await choose(1_000);
    expect(await upload({ isWatched })).toEqual({ ok: true });
    expect(received).toBeGreaterThan(1_000);
  });

  it('is uploaded even if it is empty', async () => {
    await choose(0);
    expect(await upload({ isWatched })).toEqual({ ok: true });
  });

  it.each(changes)('cannot be read once it %s, and nothing is sent', async (_, change) => {
    await change(await choose(1_000));
    for (const fileName of [undefined, 'other.csv']) {
      const outcome = await upload({ isWatched, fileName });
      expect(outcome).toEqual({ name: 'FileReadError', mayBeStored: false });
    }
    expect(received).toBe(0);
  });

  // A busy Chromium may serve the first piece of the changed file again: then it is only known that the upload failed.
  it('that gets shorter during the upload does not count as uploaded', async () => {
    const path = await choose(50_000_000);
    amid = () => truncate(path, 1_000_000);
    expect(await upload({ isWatched })).toEqual({
      name: expect.stringMatching(/^(FileReadError|NetworkError)$/),
      mayBeStored: true,
    });
  });
});

it('names a file that changed while it was sent', async () => {
  const path = await choose(1_000);
  await page.exposeFunction('changeFile', () => truncate(path, 500));
  const name = await page.evaluate(async (baseUrl) => {
    const { client: module, changeFile } = globalThis as unknown as {
      client: typeof import('../../../../../generated/client.ts');
      changeFile: () => Promise<void>;
    };
    const failing = async () => {
      await changeFile();
      throw new TypeError('Failed to fetch');
    };
    const client = module.createUploadClient({
      baseUrl,
      clientId: 'c',
      token: 'token-4f2a',
      retry: 0,
      fetch: failing,
    });
    const [file] = document.querySelector('input')?.files ?? [];
    if (file === undefined) throw new Error('No file was chosen.');
    return client.uploadFile({ accountId: 'a', file }).then(
      () => 'uploaded',
      (error: Error) => error.name,
    );
  }, deployment.url);
  expect(name).toBe('FileReadError');
});
