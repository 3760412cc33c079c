import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as browserPlatform from '../../../../../generated/client/browser/platform.ts';
import { readFile, toFile } from '../../../../../generated/client/source.ts';
import type { UploadSource } from '../../../../../generated/client.ts';
import { contract } from '../../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../../mocks/server.ts';
import { bytes, clientFor } from '../clients.ts';

/** The Blob of jsdom 27 to 29: it has a buffer of another realm, and no stream. */
class ForeignBlob {
  readonly #bytes: Uint8Array;
  readonly type: string;
  constructor(content: Uint8Array, { type = '' } = {}) {
    this.#bytes = content;
    this.type = type;
  }
  get size(): number {
    return this.#bytes.length;
  }
  slice(start?: number, end?: number): ForeignBlob {
    return new ForeignBlob(this.#bytes.slice(start, end));
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    const copy = runInNewContext('new ArrayBuffer(size)', { size: this.size });
    new Uint8Array(copy).set(this.#bytes);
    return copy;
  }
  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.arrayBuffer());
  }
  async text(): Promise<string> {
    return new TextDecoder().decode(this.#bytes);
  }
}

class ForeignFile extends ForeignBlob {
  readonly name = 'rows.csv';
  readonly lastModified = 0;
}

const foreign = (blob: ForeignBlob) => blob as unknown as UploadSource;

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const stored = () => {
  const { request } = mock.requests().at(-1) ?? {};
  return request && 'parts' in request && request.parts?.find(({ name }) => name === contract.fields.content);
};

describe('the File of a test environment', () => {
  it.each([0, 3, 1_000_000])('is uploaded in Node: %i bytes', async (size) => {
    const seen: number[] = [];
    const result = await clientFor(mock.url).uploadFile({
      accountId: 'a',
      file: foreign(new ForeignFile(bytes(size), { type: 'text/csv' })),
      onProgress: ({ loaded }) => seen.push(loaded),
    });
    expect(result).toMatchObject({ ok: true, data: { fileName: 'rows.csv', size } });
    expect(stored()).toMatchObject({ mediaType: 'text/csv', size });
    expect(seen.at(-1)).toBe(size);
  });

  it('is uploaded again when a retry is safe', async () => {
    mock.next({ status: 503, headers: { 'Retry-After': '0' } });
    const file = foreign(new ForeignBlob(bytes(100_000)));
    const result = await clientFor(mock.url, { retry: 1 }).uploadFile({ accountId: 'a', file });
    expect(result).toMatchObject({ ok: true, data: { size: 100_000 } });
  });

  it('becomes one of the platform, with its name and type, when a page sends it', async () => {
    const file = toFile(foreign(new ForeignFile(bytes(3), { type: 'text/csv' })), undefined);
    let sent: FormData | undefined;
    const fetch = async (request: Request) => {
      sent = await request.formData();
      return new Response();
    };
    const form = { fields: [], fileField: 'file', file };
    const watch = { loaded() {}, complete() {} };
    const sending = { ...form, connection: { fetch }, controls: {} };
    const outgoing = await browserPlatform.prepare(sending, new Headers(), readFile(file), watch);
    const request = { method: 'POST', body: outgoing.body as FormData };
    await outgoing.fetch(new Request('http://localhost/', request));
    const part = sent?.get('file') as File;
    expect([part.name, part.type, await part.text()]).toEqual(['rows.csv', 'text/csv', 'aaa']);
  });
});
