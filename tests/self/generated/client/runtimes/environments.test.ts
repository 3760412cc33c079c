import { afterEach, describe, expect, it, vi } from 'vitest';
import * as browserPlatform from '../../../../../generated/client/browser/platform.ts';
import { readFile, toFile } from '../../../../../generated/client/source.ts';
import type { UploadSource } from '../../../../../generated/client.ts';
import { bytes, clientFor, failureOf } from '../clients.ts';

/** Features that test environments and runtimes lack, added or removed. */
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const stored = { fileId: '1', fileName: 'a.txt', size: 3, accountId: 'a' };
const responds = (status: number, body: object) => async () => Response.json(body, { status });

describe('an address', () => {
  it.each([
    ['/api/', 'http://localhost:3000/api/files/'],
    ['https://other.test', 'https://other.test/files/'],
  ])('may be relative to the page of a test environment: %s', async (baseUrl, expected) => {
    vi.stubGlobal('location', { href: 'http://localhost:3000/' });
    let sentTo = '';
    const fetch = async ({ url }: Request) => {
      sentTo = url;
      return Response.json(stored);
    };
    await clientFor(baseUrl, { fetch }).uploadFile({ accountId: 'a', file: bytes(3) });
    expect(sentTo).toContain(expected);
  });

  it('that is relative is rejected where there is no page, or one without an address', () => {
    expect(() => clientFor('/api')).toThrow('baseUrl is not an address');
    vi.stubGlobal('location', { href: 'about:blank' });
    expect(() => clientFor('/api')).toThrow('baseUrl is not an address');
  });

  it.each([3, 100_000])(
    'that cannot form a request has its own error, and nothing is sent: %i',
    async (size) => {
      class Refusing {
        constructor() {
          throw new TypeError('Failed to parse URL');
        }
      }
      vi.stubGlobal('Request', Refusing);
      const fetch = vi.fn();
      const upload = clientFor('http://localhost', { fetch }).uploadFile({
        accountId: 'a',
        file: bytes(size),
      });
      expect(await failureOf(upload)).toMatchObject({
        name: 'InvalidRequestError',
        mayBeStored: false,
        cause: { message: 'Failed to parse URL' },
      });
      expect(fetch).not.toHaveBeenCalled();
    },
  );
});

describe('a response', () => {
  it('is returned unchanged', async () => {
    const came = Response.json(stored);
    const client = clientFor('http://localhost', { fetch: async () => came });
    const { response } = await client.uploadFile({ accountId: 'a', file: bytes(3) });
    expect(response).toBe(came);
    expect(await response.json()).toEqual(stored);
  });

  it('is read once if a clone loses the body, as in happy-dom', async () => {
    vi.stubGlobal('happyDOM', {});
    vi.spyOn(Response.prototype, 'clone').mockImplementation(() => new Response());
    const came = Object.defineProperty(Response.json(stored), 'url', { value: 'http://localhost/files' });
    const client = clientFor('http://localhost', { fetch: async () => came });
    const result = await client.uploadFile({ accountId: 'a', file: bytes(3) });
    expect(result).toMatchObject({ ok: true, data: stored });
    expect(result.response.url).toBe('http://localhost/files');
    expect(await result.response.json()).toEqual(stored);
  });

  it('of an undocumented status says what its problem does, but not the token', async () => {
    const fetch = responds(507, { title: 'Full', detail: 'No space is left for tok-4f2a.' });
    const upload = clientFor('http://localhost', { fetch, token: 'tok-4f2a' }).uploadFile({
      accountId: 'a',
      file: bytes(3),
    });
    expect(await failureOf(upload)).toMatchObject({
      name: 'UnexpectedStatusError',
      message: 'Status 507 is not documented. No space is left for ***.',
    });
  });
});

describe('an upload that is aborted before it is sent', () => {
  it('does not reach a fetch that ignores signals', async () => {
    const controller = new AbortController();
    const fetch = vi.fn(responds(200, stored));
    const token = () => {
      controller.abort();
      return 'token';
    };
    const upload = clientFor('http://localhost', { fetch, token }).uploadFile({
      accountId: 'a',
      file: bytes(3),
      signal: controller.signal,
    });
    expect(await failureOf(upload)).toMatchObject({ name: 'AbortError', mayBeStored: false });
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('in a page', () => {
  const form = { fields: [], fileField: 'file' };
  const prepared = (file: UploadSource, complete = () => {}) => {
    const content = toFile(file, undefined);
    const sending = { ...form, file: content, connection: {}, controls: {} };
    const watch = { loaded() {}, complete };
    return browserPlatform.prepare(sending, new Headers(), readFile(content), watch);
  };

  const controller = {};
  it.each<[what: string, url: string, navigator: object, mayBeStored: boolean]>([
    ['offline', 'https://files.example.com/a', { onLine: false }, false],
    ['offline, a port', 'https://files.example.com:8443/a', { onLine: false }, false],
    ['online', 'https://files.example.com/a', { onLine: true }, true],
    ['a test environment', 'https://files.example.com/a', {}, true],
    ['a service worker', 'https://a.example.com/', { onLine: false, serviceWorker: { controller } }, true],
    ['no service worker', 'https://a.example.com/', { onLine: false, serviceWorker: {} }, false],
    ...['localhost:4010', '127.0.0.1:4010', '[::1]', 'api.localhost', 'api.test', 'mock:80', '10.0.0.1'].map(
      (host): [string, string, object, boolean] => [
        'this machine',
        `http://${host}/`,
        { onLine: false },
        true,
      ],
    ),
  ])('a sent upload may be stored: %s, %s', async (_, url, navigator, mayBeStored) => {
    vi.stubGlobal('navigator', navigator);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const complete = vi.fn();
    const outgoing = await prepared(new Blob(['abc']), complete);
    await expect(outgoing.fetch(new Request(url))).rejects.toThrow('Failed to fetch');
    expect(complete).toHaveBeenCalledTimes(mayBeStored ? 1 : 0);
  });

  it('a file of an older jsdom is read by a FileReader', async () => {
    class OldReader {
      result: ArrayBuffer | undefined;
      onload?: () => void;
      readAsArrayBuffer() {
        this.result = new TextEncoder().encode('abc').buffer;
        this.onload?.();
      }
    }
    vi.stubGlobal('FileReader', OldReader);
    const old = { slice() {}, size: 3, type: 'text/csv', name: 'rows.csv' } as unknown as UploadSource;
    const { body } = await prepared(old);
    const part = (body as FormData).get('file') as File;
    expect([part.name, part.type, await part.text()]).toEqual(['rows.csv', 'text/csv', 'abc']);
  });
});
