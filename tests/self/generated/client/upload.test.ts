import { createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileFromPath, type UploadSource } from '../../../../generated/client.ts';
import { contract } from '../../../../generated/contract.ts';
import { type MockProcess, startMockProcess } from '../../mocks/second-process.ts';
import { accountId, bytes, clientFor, token } from './clients.ts';

let mock: MockProcess;
let folder: string;
let path: string;
let handle: FileHandle;

beforeAll(async () => {
  mock = await startMockProcess(['--quiet', '--token', token, '--account-id', accountId]);
  folder = await mkdtemp(join(tmpdir(), 'client-'));
  path = join(folder, 'rows.csv');
  await writeFile(path, 'id;name\n1;Ada\n');
  handle = await open(path);
});

afterAll(async () => {
  await mock.stop();
  await handle.close();
  await rm(folder, { recursive: true });
});

const text = 'id;name\n1;Ada\n';
const utf8 = new TextEncoder();

async function* pieces() {
  yield utf8.encode('id;name\n');
  yield utf8.encode('1;Ada\n');
}

async function* buffers() {
  yield utf8.encode(text).buffer;
}

describe('a file can be', () => {
  const sources: [string, () => UploadSource | Promise<UploadSource>, string][] = [
    ['a File', () => new File([text], 'given.csv'), 'given.csv'],
    ['a Blob', () => new Blob([text]), 'file'],
    ['bytes', () => utf8.encode(text), 'file'],
    ['a Buffer', () => Buffer.from(text), 'file'],
    ['a web stream', () => new Blob([text]).stream(), 'file'],
    ['a Readable', () => Readable.from(pieces()), 'file'],
    ['a file stream', () => createReadStream(path), 'rows.csv'],
    ['an async iterable', () => pieces(), 'file'],
    ['a file handle', () => handle.readableWebStream(), 'file'],
    ['an iterable of ArrayBuffers', () => buffers(), 'file'],
    ['a path', () => fileFromPath(path), 'rows.csv'],
    ['empty', () => new File([], 'empty.csv'), 'empty.csv'],
  ];

  it.each(sources)('%s', async (_, source, name) => {
    const file = await source();
    const size = file instanceof File ? file.size : text.length;
    const result = await clientFor(mock.url).uploadFile({ accountId, file });
    expect(result).toMatchObject({ ok: true, status: 200, data: { fileName: name, size, accountId } });
  });

  it('given another name', async () => {
    const file = new File([text], 'given.csv');
    const result = await clientFor(mock.url).uploadFile({
      accountId,
      file,
      fileName: 'Rechnung März "1".csv',
    });
    expect(result).toMatchObject({ ok: true, data: { fileName: 'Rechnung März %221%22.csv' } });
  });

  it('larger than one piece', async () => {
    const size = 5 * 1024 ** 2;
    const result = await clientFor(mock.url).uploadFile({ accountId, file: bytes(size) });
    expect(result).toMatchObject({ ok: true, data: { size } });
  });
});

describe('a path', () => {
  it('that does not exist is named', async () => {
    await expect(fileFromPath(join(folder, 'missing.csv'))).rejects.toThrow(/ENOENT.+missing\.csv/);
  });

  it('has to lead to a file', async () => {
    await expect(fileFromPath(folder)).rejects.toThrow('is not a file');
  });
});

describe('a document type', () => {
  it.each(contract.recognisedDocumentTypes)('is set: %s', async (documentType) => {
    const result = await clientFor(mock.url).uploadFile({ accountId, file: bytes(1), documentType });
    expect(result).toMatchObject({ ok: true, data: { documentType } });
  });

  it.each(['csv', 'Lieferschein', ''])('is accepted and not set: "%s"', async (documentType) => {
    const result = await clientFor(mock.url).uploadFile({ accountId, file: bytes(1), documentType });
    expect(result.ok && result.data).not.toHaveProperty('documentType');
    expect(result.status).toBe(200);
  });
});

describe('a rejection', () => {
  it('for the token is a result', async () => {
    const result = await clientFor(mock.url, { token: `${token}x` }).uploadFile({
      accountId,
      file: bytes(1),
    });
    expect(result).toMatchObject({ ok: false, status: 401, problem: { requirement: 'R2' } });
  });

  it('for the account is a result', async () => {
    const result = await clientFor(mock.url).uploadFile({ accountId: 'foreign', file: bytes(1) });
    expect(result).toMatchObject({ ok: false, status: 403, problem: { requirement: 'R11' } });
  });

  it('keeps the response, its body unread', async () => {
    const result = await clientFor(mock.url).uploadFile({ accountId: '', file: bytes(1) });
    expect(result.response.headers.get('Content-Type')).toBe(contract.problem.mediaType);
    expect(await result.response.json()).toMatchObject({ status: 400, requirement: 'R5' });
  });
});
