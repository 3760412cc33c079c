import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createResponseReader } from '../../../contract/wire/response.ts';

/** Reads an answer that arrives in pieces of this many bytes; the connection ends when it says so. */
function read(answer: string | Buffer, { piece = 7, method = 'POST' } = {}) {
  const bytes = typeof answer === 'string' ? Buffer.from(answer, 'latin1') : answer;
  const reader = createResponseReader(method);
  let complete = false;
  for (let at = 0; at < bytes.length && !complete; at += piece)
    complete = reader.push(bytes.subarray(at, at + piece));
  return { ...reader.finish(), complete };
}

describe.each([1, 2, 7, 10_000])('an answer in pieces of %i bytes', (piece) => {
  test('with a length', () => {
    const answer = read('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: 1\r\n\r\nhello', { piece });
    expect(answer).toMatchObject({ status: 200, reason: 'OK', complete: true });
    expect(answer.body.toString()).toBe('hello');
    expect(answer.headers).toEqual([
      ['Content-Length', '5'],
      ['X-A', '1'],
    ]);
  });

  test('in chunks, with extensions and trailers', () => {
    const chunks = '5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n';
    const answer = read(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`, { piece });
    expect(answer).toMatchObject({ complete: true });
    expect(answer.body.toString()).toBe('hello world');
  });

  test('up to the end of the connection', () => {
    const answer = read('HTTP/1.0 404 \r\n\r\nno such page', { piece });
    expect(answer).toMatchObject({ status: 404, reason: '', complete: false });
    expect(answer.body.toString()).toBe('no such page');
  });

  test('behind interim answers', () => {
    const answer = read(
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
      { piece },
    );
    expect(answer).toMatchObject({ status: 204, complete: true });
  });
});

test('an answer to HEAD has no content, whatever its length says', () => {
  expect(read('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n', { method: 'HEAD' })).toMatchObject({
    complete: true,
  });
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)('%s content is decoded', (coding, compress) => {
  const content = compress(Buffer.from('{"a":1}'));
  const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${content.length}\r\n\r\n`;
  expect(read(Buffer.concat([Buffer.from(head), content])).body.toString()).toBe('{"a":1}');
});

test('content beyond what is kept is read and cut', () => {
  const size = 10 * 1024 * 1024;
  const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
  const answer = read(Buffer.concat([head, Buffer.alloc(size, 'a')]), { piece: 65_536 });
  expect(answer).toMatchObject({ complete: true, cut: true });
  expect(answer.body.length).toBeLessThan(size);
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
  ['another protocol', '220 mail ready\r\n', 'malformed-response'],
  ['a broken status line', 'HTTP/1.1 OK\r\n\r\n', 'malformed-response'],
])('%s is a transport error', (_, answer, kind) => {
  expect(() => read(answer)).toThrow(expect.objectContaining({ kind }));
});
