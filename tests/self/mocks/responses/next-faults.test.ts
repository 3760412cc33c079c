import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { ask, post } from '../ask.ts';
import { upload } from '../form.ts';
import { open, receive, sendOne } from '../wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
});

beforeEach(() => mock.reset());

afterAll(() => mock.close());

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

const unsendable: [what: string, next: object, reason: RegExp][] = [
  ['a header name with a space', { headers: { 'X Y': 'a' } }, /"X Y" is not a header name/],
  ['a header name that is empty', { headers: { '': 'a' } }, /not a header name/],
  ['a header name with a colon', { headers: { 'X:': 'a' } }, /not a header name/],
  ['a header name with a line break', { headers: { 'X\r\nY': 'a' } }, /not a header name/],
  ['a header value with a line break', { headers: { X: 'a\r\nY: b' } }, /value of X/],
  ['a header value with a control character', { headers: { X: 'a\0' } }, /value of X/],
  ['a header value beyond Latin-1', { headers: { X: '日本' } }, /value of X/],
  ['a header that is given twice', { headers: { 'X-A': '1', 'x-a': '2' } }, /x-a is given more than once/],
  ...[
    'Transfer-Encoding',
    'content-length',
    'Connection',
    'Keep-Alive',
    'TE',
    'Trailer',
    'Upgrade',
    'Proxy-Connection',
  ].map((name): [string, object, RegExp] => [
    name,
    { headers: { [name]: '5' } },
    new RegExp(`${name} is set by the mock`),
  ]),
  ['a status below 200', { status: 100 }, /status must be >= 200/],
  ['a status above 599', { status: 1000 }, /status must be <= 599/],
  ['a status that is no whole number', { status: 200.5 }, /status must be integer/],
  ['204 with a body', { status: 204, body: {} }, /status 204 has no body/],
  ['205 with a body', { status: 205, body: null }, /status 205 has no body/],
  ['304 with a body', { status: 304, body: 'x' }, /status 304 has no body/],
  ['a delay that is not a number', { delay: 'soon' }, /delay must be number/],
  ['too many arrays within each other', { body: nested(501) }, /nests/],
  ['200,000 arrays within each other', { body: nested(200_000) }, /nests/],
];

describe('a response that cannot be sent', () => {
  it.each(unsendable)('is rejected with the reason: %s', async (_, next, reason) => {
    expect(() => mock.next(next)).toThrow(reason);
    // JSON.stringify itself fails on very deep nesting.
    const text =
      reason.source === 'nests'
        ? `{"body":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
        : JSON.stringify(next);
    const response = await ask(mock, '/next', 'Problem', { method: 'POST', body: text });
    expect(response).toMatchObject({ status: 400, body: { detail: expect.stringMatching(reason) } });
    // Nothing of it remains.
    expect(await sendOne(mock.url, upload())).toMatchObject({ status: contract.success.status });
  });

  it.each([
    ['no JSON', { body: 1n }],
    ['without end', { body: endless() }],
    ['NaN', { delay: Number.NaN }],
  ])('is rejected from a program: %s', (_, next) => {
    expect(() => mock.next(next)).toThrow();
  });

  it('shows only a safe part of a name', async () => {
    const { body } = await post(mock, '/next', { headers: { [`\u0007\n${'x'.repeat(5000)} `]: 'a' } });
    const { detail } = body as { detail: string };
    expect(detail.length).toBeLessThan(200);
    expect(detail).not.toMatch(/[^\P{C}]/u);
  });

  it('is one too many when a thousand are waiting', async () => {
    for (let queued = 0; queued < 1000; queued += 1) mock.next({ status: 503 });
    expect(() => mock.next({ status: 503 })).toThrow('1000 forced responses are waiting');
    mock.reset();
    mock.next({ status: 503 });
  });

  it('is one too many when those that are waiting are large', () => {
    const body = 'x'.repeat(1024 ** 2 - 100);
    const queue = () => {
      for (let queued = 0; queued < 40; queued += 1) mock.next({ body });
    };
    expect(queue).toThrow('are waiting');
  });
});

function endless(): object {
  const one: Record<string, unknown> = {};
  one.itself = one;
  return one;
}

describe('a response that can be sent', () => {
  it.each([204, 205, 304])('may have the status %i, without a body', async (status) => {
    mock.next({ status });
    const { headers, body } = await sendOne(mock.url, upload());
    expect(body).toBe('');
    expect(headers['content-length']).toBe(status === 205 ? '0' : undefined);
  });

  it('has each header once, whatever the case of its name', async () => {
    mock.next({ body: 1, headers: { 'content-type': 'text/plain', 'X-A': 'a b' } });
    const response = await fetch(mock.url + contract.path.replace(/\{.*?\}/, 'c'), { method: 'POST' });
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('x-a')).toBe('a b');
  });

  it('does not change later', async () => {
    const next = { status: 503, headers: { 'X-A': '1' } };
    mock.next(next);
    next.headers['X-A'] = '2';
    expect(await sendOne(mock.url, upload())).toMatchObject({ status: 503, headers: { 'x-a': '1' } });
  });

  it('may be nested, and may have 1 MiB', async () => {
    expect(await post(mock, '/next', { body: nested(400) })).toMatchObject({ status: 204 });
    expect(await post(mock, '/next', { body: 'x'.repeat(1024 ** 2 - 11) })).toMatchObject({ status: 204 });
  });
});

describe('a body of more than 1 MiB', () => {
  const start = 'POST /__mock/next HTTP/1.1\r\nHost: localhost\r\n';

  it.each([
    ['announced', `${start}Content-Length: 400000000\r\n\r\n{"body":"`, ''],
    ['in chunks', `${start}Transfer-Encoding: chunked\r\n\r\n9\r\n{"body":"\r\n`, '100000\r\n'],
  ])('gets 413 and is read no further: %s', async (_, head, size) => {
    const socket = await open(mock.url);
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const answered = receive(socket, 1);
    socket.write(head);
    const piece = Buffer.from(`${size}${'x'.repeat(1024 ** 2)}${size && '\r\n'}`);
    const pour = (): unknown => !socket.writable || socket.write(piece, pour);
    pour();
    expect(await answered).toMatchObject([
      { status: 413, headers: { connection: 'close', 'content-type': contract.problem.mediaType } },
    ]);
    await closed;
    // The rest is in the buffers of the two systems.
    expect(socket.bytesWritten).toBeLessThan(60 * 1024 ** 2);
  });

  it('shows its 413 to fetch', async () => {
    const body = JSON.stringify({ body: 'x'.repeat(1024 ** 2) });
    expect(await ask(mock, '/next', 'Problem', { method: 'POST', body })).toMatchObject({ status: 413 });
  });
});
