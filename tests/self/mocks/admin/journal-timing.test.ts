import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { goodForm, head, token, upload } from '../form.ts';
import { open, receive, sendOne } from '../wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ tokens: [token], limits: { drain: { bytes: 1024, milliseconds: 50 } } });
});

beforeEach(() => mock.reset());

afterAll(() => mock.close());

/** The head and the first piece of an upload that is rejected for its token, and that continues. */
const slowUpload = `${head({ Authorization: undefined, 'Content-Length': '99999' })}x`;

describe('an exchange', () => {
  it('is in the journal as soon as its response arrives, and is updated when it has ended', async () => {
    const socket = await open(mock.url);
    socket.write(slowUpload);
    await receive(socket, 1);
    const [entry] = mock.requests({ status: contract.refusals.missingToken });
    expect(entry).toMatchObject({ answered: 'sent', over: false, ruling: { outcome: 'missingToken' } });
    socket.destroy();
    await expect.poll(() => mock.requests()).toMatchObject([{ id: entry?.id, answered: 'sent', over: true }]);
    expect(mock.requests()[0]?.duration).toBeGreaterThan(entry?.duration ?? Infinity);
  });

  it('that was seen before a reset does not come back when it ends', async () => {
    const socket = await open(mock.url);
    socket.write(slowUpload);
    await receive(socket, 1);
    mock.reset();
    expect(mock.requests()).toEqual([]);
    const closed = once(socket, 'close');
    socket.end();
    await closed;
    await sendOne(mock.url, upload());
    expect(mock.requests()).toMatchObject([{ response: { status: contract.success.status } }]);
  });

  it('that began before a reset is not recorded after it', async () => {
    const socket = await open(mock.url);
    const all = upload();
    socket.write(all.slice(0, -10));
    await sendOne(mock.url, upload());
    mock.reset();
    const answered = receive(socket, 1);
    socket.write(all.slice(-10));
    expect(await answered).toMatchObject([{ status: contract.success.status }]);
    await sendOne(mock.url, upload(goodForm, { Authorization: 'other' }));
    expect(mock.requests().map(({ response }) => response?.status)).toEqual([contract.refusals.invalidToken]);
    socket.destroy();
  });

  it('whose client disconnected during a delay is shown as gone', async () => {
    mock.next({ delay: 200 });
    const socket = await open(mock.url);
    socket.write(upload());
    await expect.poll(() => mock.requests()).toMatchObject([{ answered: 'sent', over: false }]);
    socket.resetAndDestroy();
    await expect.poll(() => mock.requests()).toMatchObject([{ answered: 'gone', over: true }]);
    expect(mock.requests()[0]).not.toHaveProperty('response');
  });

  it('that is left without a response is shown immediately', async () => {
    mock.next({ fate: 'hang' });
    const socket = await open(mock.url);
    socket.write(upload());
    await expect.poll(() => mock.requests()).toMatchObject([{ answered: 'hang', over: false }]);
    socket.resetAndDestroy();
    await expect.poll(() => mock.requests()).toMatchObject([{ answered: 'gone', over: true }]);
  });
});

describe('the stream', () => {
  it('sends an exchange when its response is decided, and when it has ended', async () => {
    const outgoing = request(`${mock.url}/__mock/requests/stream`).end();
    const [incoming] = await once(outgoing, 'response');
    let events = '';
    incoming.on('data', (chunk: Buffer) => {
      events += chunk;
    });
    const socket = await open(mock.url);
    socket.write(slowUpload);
    await expect.poll(() => events).toMatch(/event: exchange\ndata: .*"over":false/);
    expect(events).not.toContain('event: over');
    socket.destroy();
    await expect.poll(() => events).toMatch(/event: over\ndata: .*"over":true/);
    outgoing.destroy();
  });

  it('drops a client that does not read, and no other', async () => {
    const reading = request(`${mock.url}/__mock/requests/stream`).end();
    const [incoming] = await once(reading, 'response');
    let read = 0;
    incoming.on('data', (chunk: Buffer) => {
      read += chunk.length;
    });
    const stalled = await open(mock.url);
    stalled.pause().write('GET /__mock/requests/stream HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const body = new FormData();
    // Each character is three bytes.
    for (let part = 0; part < 40; part += 1) body.append('note', '…'.repeat(990));
    const encoded = new Response(body);
    const headers = {
      [contract.credential.header]: token,
      'Content-Type': encoded.headers.get('Content-Type') ?? '',
    };
    const init = { method: 'POST', headers, body: await encoded.arrayBuffer() };
    const url = mock.url + contract.path.replace(/\{.*?\}/, 'c');
    // A dropped connection shows as a reset or an end once the client reads.
    for (let sent = 0; sent < 100; sent += 1) await (await fetch(url, init)).arrayBuffer();
    await expect.poll(() => read).toBeGreaterThan(22 * 1024 ** 2);
    const ended = once(stalled, 'close');
    let received = 0;
    stalled.on('data', (chunk) => {
      received += chunk.length;
    });
    stalled.on('error', () => undefined).resume();
    await ended;
    expect(received).toBeLessThan(20 * 1024 ** 2);
    expect(incoming.destroyed).toBe(false);
    reading.destroy();
  });
});
