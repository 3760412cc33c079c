import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytes, clientFor, failureOf, freshClientId } from './clients.ts';
import { type ScriptedServer, startScriptedServer } from './second-process.ts';

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.stop());

const accountId = 'a';

describe('a time-out', () => {
  // Enough time for the request to arrive on a busy machine; synchronous, so that nothing happens meanwhile.
  it.concurrent.each([
    ['a server that says nothing', 'silent', 3, true],
    ['a server that stops within its response', 'silent-headers', 3, true],
    ['a server that reads nothing', 'unread', 20_000_000, false],
  ])('ends the wait for %s', async (_, behaviour, size, mayBeStored) => {
    const client = clientFor(`${server.url}/${behaviour}`, { timeout: 1500 });
    const error = await failureOf(client.uploadFile({ accountId, file: bytes(size) }));
    expect(error).toMatchObject({ name: 'TimeoutError', mayBeStored });
    expect(error.cause.message).toBe('No response within 1500 ms');
  });

  it('covers the function that obtains the token', async () => {
    const client = clientFor(server.url, { timeout: 50, token: () => new Promise(() => {}) });
    const error = await failureOf(client.uploadFile({ accountId, file: bytes(3) }));
    expect(error).toMatchObject({ name: 'TimeoutError', mayBeStored: false });
  });

  it('can come with the signal', async () => {
    const upload = clientFor(`${server.url}/silent`).uploadFile({
      accountId,
      file: bytes(3),
      signal: AbortSignal.timeout(100),
    });
    expect(await failureOf(upload)).toMatchObject({ name: 'TimeoutError' });
  });

  it.each([0, Number.POSITIVE_INFINITY])('of %d means none', async (timeout) => {
    const client = clientFor(`${server.url}/accept`, { timeout });
    expect(await client.uploadFile({ accountId, file: bytes(3) })).toMatchObject({ ok: true });
  });
});

describe('an abort', () => {
  it('before the start sends nothing', async () => {
    const clientId = freshClientId();
    const client = clientFor(`${server.url}/accept`, { clientId });
    const upload = client.uploadFile({ accountId, file: bytes(3), signal: AbortSignal.abort() });
    expect(await failureOf(upload)).toMatchObject({ name: 'AbortError', mayBeStored: false });
    expect(await server.arrived(clientId)).toEqual([]);
  });

  it('halfway keeps its reason, and releases the stream', async () => {
    const controller = new AbortController();
    const reason = new Error('the user left');
    const file = Readable.from(endless());
    const upload = clientFor(`${server.url}/silent`).uploadFile({
      accountId,
      file,
      signal: controller.signal,
      onProgress: ({ loaded }) => loaded > 500_000 && controller.abort(reason),
    });
    const error = await failureOf(upload);
    expect(error).toMatchObject({ name: 'AbortError', mayBeStored: false });
    expect(error.cause).toBe(reason);
    expect(file.destroyed).toBe(true);
  });

  it('releases a stream that waits for data', async () => {
    const file = new Readable({ read() {} });
    file.push(bytes(10));
    const signal = AbortSignal.timeout(200);
    const error = await failureOf(clientFor(`${server.url}/silent`).uploadFile({ accountId, file, signal }));
    expect(error).toMatchObject({ mayBeStored: false });
    expect(file.destroyed).toBe(true);
  });

  it('keeps its reason even if fetch throws another error', async () => {
    const controller = new AbortController();
    const fetch = ({ signal }: Request) =>
      new Promise<Response>((_, reject) => {
        signal.addEventListener('abort', () => reject(Object.assign(new Error('canceled'), { config: {} })));
        controller.abort('the user left');
      });
    const client = clientFor(server.url, { fetch });
    const error = await failureOf(
      client.uploadFile({ accountId, file: bytes(3), signal: controller.signal }),
    );
    expect(error).toMatchObject({ name: 'AbortError', cause: 'the user left' });
  });

  it('during the wait before a retry ends the wait', async () => {
    const controller = new AbortController();
    const client = clientFor(`${server.url}/busy-long`, { retry: { maxDelay: Number.POSITIVE_INFINITY } });
    const upload = client.uploadFile({ accountId, file: bytes(3), signal: controller.signal });
    setTimeout(() => controller.abort(), 200);
    expect(await failureOf(upload)).toMatchObject({ name: 'AbortError' });
  });

  it('leaves nothing on the signal of an upload that ended', async () => {
    const { signal } = new AbortController();
    const client = clientFor(`${server.url}/accept`);
    await client.uploadFile({ accountId, file: bytes(3), signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('a callback that throws', () => {
  it('aborts the upload with what it threw', async () => {
    const reason = new Error('progress bar is gone');
    const upload = clientFor(`${server.url}/accept`).uploadFile({
      accountId,
      file: bytes(100_000),
      onProgress() {
        throw reason;
      },
    });
    const error = await failureOf(upload);
    expect(error.name).toBe('AbortError');
    expect(error.cause).toBe(reason);
  });
});

async function* endless() {
  while (true) yield bytes(65_536);
}
