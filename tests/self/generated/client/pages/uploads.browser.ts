import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../browser/launch.ts';
import { type MockProcess, startMockProcess } from '../../../mocks/second-process.ts';
import { freshClientId, token } from '../clients.ts';
import { type ScriptedServer, startScriptedServer } from '../second-process.ts';
import { type ServedPage, servePage } from './page.ts';

let browser: Browser;
let page: Page;
let origin: ServedPage;
let mock: MockProcess;
let scripted: ScriptedServer;

beforeAll(async () => {
  [browser, origin, mock, scripted] = await Promise.all([
    launchBrowser(),
    servePage(
      '<!doctype html><title>Upload</title><script type="module" src="/page.js"></script>',
      `import * as client from './generated/client.ts'; globalThis.client = client;`,
    ),
    startMockProcess(['--quiet', '--token', token, '--max-file-size', '10000000']),
    startScriptedServer(),
  ]);
  page = await browser.newPage();
  await page.goto(origin.url);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  origin?.server.close();
  scripted?.stop();
  await mock?.stop();
});

interface Asked {
  baseUrl: string;
  size?: number;
  kind?: 'file' | 'blob' | 'bytes' | 'stream' | 'pieces';
  isWatched?: boolean;
  /** The page's own fetch. */
  bringsFetch?: boolean;
  timeout?: number;
  retry?: number;
  abortAfter?: number;
  token?: string;
  clientId?: string;
  headers?: Record<string, string>;
}

/** Uploads in the page; returns what the page can see. */
function upload(asked: Asked) {
  return page.evaluate(
    async ({
      baseUrl,
      size = 3,
      kind = 'file',
      isWatched,
      bringsFetch,
      timeout,
      retry = 0,
      abortAfter,
      token,
      clientId,
      headers,
    }) => {
      const { client: module } = globalThis as unknown as {
        client: typeof import('../../../../../generated/client.ts');
      };
      const bytes = new Uint8Array(size).fill(0x61);
      async function* pieces() {
        yield bytes;
      }
      const sources = {
        file: () => new File([bytes], 'März "1".csv', { type: 'text/csv' }),
        blob: () => new Blob([bytes]),
        bytes: () => bytes,
        stream: () => new Blob([bytes]).stream(),
        pieces,
      };
      const progress: { loaded: number; total: number | undefined }[] = [];
      const controller = new AbortController();
      if (abortAfter !== undefined) setTimeout(() => controller.abort(), abortAfter);
      const client = module.createUploadClient({
        baseUrl,
        clientId,
        token,
        timeout,
        retry,
        headers,
        fetch: bringsFetch ? (request) => fetch(request) : undefined,
      });
      try {
        const { response, ...result } = await client.uploadFile({
          accountId: 'a',
          file: sources[kind](),
          documentType: 'CSV',
          signal: controller.signal,
          ...(isWatched ? { onProgress: (step) => progress.push(step) } : {}),
        });
        return {
          ...result,
          progress,
          text: await response.text(),
          type: response.headers.get('Content-Type'),
        };
      } catch (error) {
        const { name, status, mayBeStored, message, stack } = error as Error & {
          status?: number;
          mayBeStored: boolean;
        };
        return { name, status, mayBeStored, shown: `${message}${stack}${JSON.stringify(error)}`, progress };
      }
    },
    { token, clientId: freshClientId(), ...asked },
  );
}

/** With XMLHttpRequest for progress, with fetch otherwise. */
const transports = [
  ['watched', true],
  ['not watched', false],
] as const;

describe.each(transports)('an upload from a page, %s,', (_, isWatched) => {
  it.each(['file', 'blob', 'bytes', 'stream', 'pieces'] as const)('takes: %s', async (kind) => {
    expect(await upload({ baseUrl: mock.url, kind, size: 1_000_000, isWatched })).toMatchObject({
      ok: true,
      status: 200,
      data: { size: 1_000_000, documentType: 'CSV', fileName: kind === 'file' ? 'März %221%22.csv' : 'file' },
    });
  });

  it('can read a rejection', async () => {
    expect(await upload({ baseUrl: mock.url, token: 'other', isWatched })).toMatchObject({
      ok: false,
      status: 401,
      problem: { requirement: 'R2' },
      type: 'application/problem+json',
      text: expect.stringContaining('R2'),
    });
  });

  it('can read an early rejection', async () => {
    const early = await upload({ baseUrl: mock.url, size: 20_000_000, isWatched });
    expect(early).toMatchObject({ ok: false, status: 413 });
  });

  it.each([
    ['a reset', 'reset', 'NetworkError'],
    ['a reset at the end', 'reset-when-read', 'NetworkError'],
    ['a response that is not JSON', 'accept-html', 'NonJsonResponseError'],
    ['an undocumented status', 'created', 'UnexpectedStatusError'],
    ['a response without the leave to read it', 'forbidden-to-pages', 'NetworkError'],
  ])('names %s', async (_, behaviour, name) => {
    expect(await upload({ baseUrl: `${scripted.url}/${behaviour}`, size: 100_000, isWatched })).toMatchObject(
      { name },
    );
  });

  it.each(['reset-when-read', 'bad-gateway'])('may be stored after %s', async (behaviour) => {
    expect(await upload({ baseUrl: `${scripted.url}/${behaviour}`, isWatched })).toMatchObject({
      mayBeStored: true,
    });
  });

  it('accepts a rejection without a body', async () => {
    expect(await upload({ baseUrl: `${scripted.url}/refuse-empty`, isWatched })).toMatchObject({
      status: 401,
    });
  });

  it('has the boundary in its media type, whatever the headers of the caller say', async () => {
    const clientId = freshClientId();
    const headers = { 'content-type': 'multipart/form-data' };
    await upload({ baseUrl: `${scripted.url}/accept`, clientId, headers, isWatched });
    const [arrival] = await scripted.arrived(clientId);
    expect(arrival?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=.+/);
  });

  it.each(['redirect', 'see-other', 'moved-within'])(
    'ignores a response from elsewhere: %s',
    async (behaviour) => {
      const redirected = await upload({ baseUrl: `${scripted.url}/${behaviour}`, isWatched });
      // For another origin, XMLHttpRequest hides the reason.
      const name = isWatched && behaviour === 'redirect' ? 'NetworkError' : 'RedirectError';
      expect(redirected).toMatchObject({ name, mayBeStored: true });
    },
  );

  it('is retried when the server says when', async () => {
    expect(await upload({ baseUrl: `${scripted.url}/busy-once`, retry: 1, isWatched })).toMatchObject({
      ok: true,
    });
  });

  it.each([429, 503])('is retried when the mock, on another origin, says when: %i', async (status) => {
    await fetch(`${mock.url}/__mock/next`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ status, headers: { 'Retry-After': '0' } }),
    });
    expect(await upload({ baseUrl: mock.url, retry: 1, isWatched })).toMatchObject({ ok: true });
    expect(await upload({ baseUrl: mock.url, retry: 0, isWatched })).toMatchObject({ ok: true });
  });

  it('ends in time', async () => {
    const late = await upload({ baseUrl: `${scripted.url}/silent`, timeout: 1000, isWatched });
    expect(late).toMatchObject({ name: 'TimeoutError', mayBeStored: true });
  });

  it('can be aborted', async () => {
    const aborted = await upload({ baseUrl: `${scripted.url}/silent`, abortAfter: 1000, isWatched });
    expect(aborted).toMatchObject({ name: 'AbortError', mayBeStored: true });
  });

  it('does not show the token when it fails', async () => {
    const { shown } = await upload({ baseUrl: `${scripted.url}/leak`, isWatched });
    expect(shown).not.toContain(token);
  });

  it('rejects a token with a line break before anything is sent', async () => {
    expect(await upload({ baseUrl: mock.url, token: 'a\n', isWatched })).toMatchObject({
      name: 'TokenError',
    });
  });
});

describe('progress in a page', () => {
  it('goes from 0 to the size of the file', async () => {
    const size = 8_000_000;
    const { progress } = await upload({ baseUrl: mock.url, size, isWatched: true });
    expect(progress.at(0)).toEqual({ loaded: 0, total: size });
    expect(progress.at(-1)).toEqual({ loaded: size, total: size });
    const loaded = progress.map((step) => step.loaded);
    expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
  });
});

describe('progress with a fetch of the page', () => {
  it('is known at the start and at the end', async () => {
    const { progress } = await upload({ baseUrl: mock.url, size: 10, isWatched: true, bringsFetch: true });
    expect(progress).toEqual([
      { loaded: 0, total: 10 },
      { loaded: 10, total: 10 },
    ]);
  });
});
