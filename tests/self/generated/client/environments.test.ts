import { afterEach, describe, expect, it, vi } from 'vitest';
import * as browserPlatform from '../../../../generated/client/browser/platform.ts';
import { readFile, toFile } from '../../../../generated/client/source.ts';
import type { UploadSource } from '../../../../generated/client.ts';
import { bytes, clientFor, failureOf } from './clients.ts';

/** What test environments and runtimes lack, put on or taken away. */
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

  it('that is relative is refused where there is no page, or one without an address', () => {
    expect(() => clientFor('/api')).toThrow('baseUrl is no address');
    vi.stubGlobal('location', { href: 'about:blank' });
    expect(() => clientFor('/api')).toThrow('baseUrl is no address');
  });

  it.each([3, 100_000])(
    'of which no request can be made is named so, and nothing was sent: %i',
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
  it('is read where its clones have no body, as those of happy-dom', async () => {
    vi.spyOn(Response.prototype, 'clone').mockImplementation(() => new Response());
    const client = clientFor('http://localhost', { fetch: responds(200, stored) });
    const result = await client.uploadFile({ accountId: 'a', file: bytes(3) });
    expect(result).toMatchObject({ ok: true, data: stored });
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
  it('does not reach a fetch that looks at no signal', async () => {
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
  const prepared = async (file: UploadSource) => {
    const complete = vi.fn();
    const content = toFile(file, undefined);
    const sending = { ...form, file: content, connection: {}, controls: {} };
    const watch = { loaded() {}, complete };
    const { body } = await browserPlatform.prepare(sending, new Headers(), readFile(content), watch);
    return { body, complete };
  };

  it.each([
    [false, 0],
    [true, 1],
    [undefined, 1],
  ])('what is sent may be stored unless it is offline: onLine %s', async (onLine, times) => {
    vi.stubGlobal('navigator', { onLine });
    expect((await prepared(new Blob(['abc']))).complete).toHaveBeenCalledTimes(times);
  });

  it('of an older jsdom, a file is read by a FileReader', async () => {
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
