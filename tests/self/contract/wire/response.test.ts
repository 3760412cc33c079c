import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { maxBodySize } from '../../../contract/wire/body-store.ts';
import { decodeContent } from '../../../contract/wire/response/content-coding.ts';
import { createResponseReader } from '../../../contract/wire/response/response.ts';

/** Reads a response that arrives in pieces of this many bytes; optionally the connection then ends. */
function read(response: string | Buffer, { piece = 7, method = 'POST' } = {}) {
  const bytes = typeof response === 'string' ? Buffer.from(response, 'latin1') : response;
  const reader = createResponseReader(method);
  let complete = false;
  for (let at = 0; at < bytes.length && !complete; at += piece)
    complete = reader.push(bytes.subarray(at, at + piece));
  return { ...reader.finish(), complete };
}

describe.each([1, 2, 7, 10_000])('a response in pieces of %i bytes', (piece) => {
  test('with a length', () => {
    const response = read('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: 1\r\n\r\nhello', { piece });
    expect(response).toMatchObject({ status: 200, reason: 'OK', complete: true });
    expect(response.body.toString()).toBe('hello');
    expect(response.headers).toEqual([
      ['Content-Length', '5'],
      ['X-A', '1'],
    ]);
  });

  test('in chunks, with extensions and trailers', () => {
    const chunks = '5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n';
    const response = read(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`, { piece });
    expect(response).toMatchObject({ complete: true });
    expect(response.body.toString()).toBe('hello world');
  });

  test('up to the end of the connection', () => {
    const response = read('HTTP/1.0 404 \r\n\r\nno such page', { piece });
    expect(response).toMatchObject({ status: 404, reason: '', complete: false });
    expect(response.body.toString()).toBe('no such page');
  });

  test('after interim responses', () => {
    const response = read(
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
      { piece },
    );
    expect(response).toMatchObject({ status: 204, complete: true });
  });
});

test('a response to HEAD has no content, whatever its length says', () => {
  expect(read('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n', { method: 'HEAD' })).toMatchObject({
    complete: true,
  });
});

test('content beyond the limit is read and cut', () => {
  const size = 10 * 1024 * 1024;
  const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
  const response = read(Buffer.concat([head, Buffer.alloc(size, 'a')]), { piece: 65_536 });
  expect(response).toMatchObject({ complete: true, cut: true });
  expect(response.body.length).toBeLessThan(size);
});

test.each([
  ['nothing at all', '', 'reset'],
  ['half a head', 'HTTP/1.1 200 OK\r\nContent-Le', 'malformed-response'],
  ['less content than announced', 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello', 'reset'],
  ['chunks without an end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n', 'reset'],
  [
    'chunks that are none',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n',
    'malformed-response',
  ],
  ['another protocol', '220 mail ready\r\n', 'not-http'],
  ['a question of another protocol', 'login: ', 'not-http'],
  ['a broken status line', 'HTTP/1.1 OK\r\n\r\n', 'malformed-response'],
])('%s is a transport error', (_, response, kind) => {
  expect(() => read(response)).toThrow(expect.objectContaining({ kind }));
});

test('whitespace around a field value is not part of it', () => {
  const response = read('HTTP/1.1 200 OK\r\nContent-Length:\t 5\t\r\nX-A:  1 \r\n\r\nhello');
  expect(response.headers).toEqual([
    ['Content-Length', '5'],
    ['X-A', '1'],
  ]);
});

/** Endless data: the reader stops by itself. */
describe('an endless response is rejected', () => {
  const line = 'x'.repeat(64 * 1024);
  const fields = `X-A: ${line}\r\n`.repeat(8);
  test.each([
    ['status line', `HTTP/1.1 200 ${line.repeat(8)}`],
    ['field line', `HTTP/1.1 200 OK\r\nX-A: ${line.repeat(8)}`],
    ['head', `HTTP/1.1 200 OK\r\n${fields}`],
    ['row of interim responses', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(20_000)],
    ['chunk extension', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=${line.repeat(8)}`],
    ['trailer', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n${fields}`],
  ])('%s', (_, response) => {
    const reader = createResponseReader('POST');
    const feed = () => {
      for (let at = 0; at < response.length; at += 65_536)
        reader.push(Buffer.from(response.slice(at, at + 65_536)));
    };
    expect(feed).toThrow(expect.objectContaining({ kind: 'malformed-response' }));
  });
});

test('a long extension of a chunk is read', () => {
  const chunks = `5;a="${'b'.repeat(200_000)}"\r\nhello\r\n0\r\n\r\n`;
  const response = read(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`, { piece: 16_384 });
  expect(response.body.toString()).toBe('hello');
});

test('a long first line is not quoted: a cut could leave half a token', () => {
  expect(() => read(`HTTP/1.1 OK ${'t'.repeat(300)}\r\n\r\n`)).toThrow(/its status line is malformed$/);
});

describe('decodeContent()', () => {
  const never = new AbortController().signal;
  const encoded = (coding: string, body: Buffer, cut = false) => ({
    status: 200,
    reason: 'OK',
    headers: [['Content-Encoding', coding]] as [string, string][],
    body,
    cut,
  });
  // Members in a row are one content (RFC 1952, section 2.2), and soon made.
  const bomb = Buffer.concat(Array(256).fill(gzipSync(Buffer.alloc(1024 * 1024))));

  test('a decompression bomb uses no more memory than the limit', async () => {
    const { body, cut } = await decodeContent(encoded('gzip', bomb), never);
    expect([body.length, cut]).toEqual([maxBodySize, true]);
  });

  test('nor does a nested one', async () => {
    const nested = brotliCompressSync(gzipSync(bomb));
    const { body, cut } = await decodeContent(encoded('gzip, gzip, br', nested), never);
    expect([body.length, cut]).toEqual([maxBodySize, true]);
  });

  test('content that was cut inside its coding is decoded as far as possible', async () => {
    const half = gzipSync(Buffer.alloc(100_000, 'abc')).subarray(0, -20);
    const { body, cut } = await decodeContent(encoded('gzip', half, true), never);
    expect(body.subarray(0, 6).toString()).toBe('abcabc');
    expect(cut).toBe(true);
  });

  test.each([10_000, 6])('%i codings are too many', async (count) => {
    const coding = Array.from({ length: count }, () => 'br').join(', ');
    const decoding = decodeContent(encoded(coding, brotliCompressSync('x')), never);
    await expect(decoding).rejects.toMatchObject({ kind: 'malformed-response' });
  });

  test.each(['compress', 'gzip, compress', '__proto__', 'constructor'])(
    'with %s nothing is decoded',
    async (coding) => {
      const response = encoded(coding, bomb);
      expect(await decodeContent(response, never)).toBe(response);
    },
  );

  test('it ends at the time-out', async () => {
    const decoding = decodeContent(encoded('gzip', bomb), AbortSignal.abort());
    await expect(decoding).rejects.toMatchObject({ kind: 'timeout' });
  });
});
