import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retryDelay } from '../../../../generated/client/retry.ts';
import type { RetryOptions, UploadErrorName, UploadSource } from '../../../../generated/client.ts';
import { bytes, clientFor, freshClientId, unusedAddress } from './clients.ts';
import { type ScriptedServer, startScriptedServer } from './second-process.ts';

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.stop());

/** Uploads with these retry options; returns the outcome and the number of attempts that arrived. */
async function attemptsOf(
  behaviour: string,
  retry?: number | RetryOptions,
  file: UploadSource = bytes(100_000),
) {
  const clientId = freshClientId();
  const client = clientFor(`${server.url}/${behaviour}`, { clientId, retry });
  const outcome = await client.uploadFile({ accountId: 'a', file }).catch((error) => error);
  return { outcome, arrived: await server.arrived(clientId) };
}

describe('an upload is retried', () => {
  it('after 503 with Retry-After, with the same file', async () => {
    const { outcome, arrived } = await attemptsOf('busy-once');
    expect(outcome).toMatchObject({ ok: true });
    expect(arrived.map(({ size }) => size)).toEqual([arrived[0]?.size, arrived[0]?.size]);
  });

  it('twice by default, and then its response counts', async () => {
    const { outcome, arrived } = await attemptsOf('busy-always');
    expect(outcome).toMatchObject({ name: 'UnexpectedStatusError', status: 429 });
    expect(arrived).toHaveLength(3);
  });

  it('as often as the option says', async () => {
    expect((await attemptsOf('busy-always', 1)).arrived).toHaveLength(2);
    expect((await attemptsOf('busy-always', { limit: 4 })).arrived).toHaveLength(5);
  });

  it('when the connection is refused at first, even with a stream, which was not touched', async () => {
    let refused = 0;
    const fetch = async (request: Request) => {
      if (refused++ > 0)
        return globalThis.fetch(new Request(`${server.url}/accept/files/v1/c/upload_files`, request));
      return globalThis.fetch(request);
    };
    const client = clientFor(await unusedAddress(), { fetch, retry: 1 });
    const result = await client.uploadFile({ accountId: 'a', file: Readable.from([bytes(200_000)]) });
    expect(result).toMatchObject({ ok: true });
    expect(refused).toBe(2);
  });

  it('with its own token', async () => {
    const clientId = freshClientId();
    let asked = 0;
    const client = clientFor(`${server.url}/busy-once`, {
      clientId,
      retry: 1,
      token: () => `token-${++asked}`,
    });
    await client.uploadFile({ accountId: 'a', file: bytes(3) });
    const arrived = await server.arrived(clientId);
    expect(arrived.map(({ headers }) => headers.authorization)).toEqual(['token-1', 'token-2']);
  });

  it('after a reset, when the file may be stored twice', async () => {
    const { outcome, arrived } = await attemptsOf('reset-when-read-once', { evenIfStored: true });
    expect(outcome).toMatchObject({ ok: true });
    expect(arrived).toHaveLength(2);
  });
});

describe('the file may be stored', () => {
  const again = { evenIfStored: true, limit: 1 };
  /** Reaches the server once; then something else happens. */
  const onlyOnce = (then: (request: Request) => Promise<Response>) => {
    let sent = 0;
    return (request: Request) => (sent++ === 0 ? globalThis.fetch(request) : then(request));
  };
  const refuse = async (request: Request) =>
    globalThis.fetch(new Request(await unusedAddress(), { method: request.method }));

  it.each(['reset-when-read', 'bad-gateway', 'busy-unsaid'])(
    'after %s, even if the next connection is refused',
    async (behaviour) => {
      const client = clientFor(`${server.url}/${behaviour}`, { retry: again, fetch: onlyOnce(refuse) });
      const error = await client.uploadFile({ accountId: 'a', file: bytes(3) }).catch((error) => error);
      expect(error).toMatchObject({ name: 'ConnectionFailedError', mayBeStored: true });
      expect(error.message).not.toMatch(/nothing was sent/i);
    },
  );

  it('even if no token can be obtained for the retry', async () => {
    let asked = 0;
    const token = () => (asked++ === 0 ? 'token' : '');
    const client = clientFor(`${server.url}/reset-when-read`, { retry: again, token });
    const upload = client.uploadFile({ accountId: 'a', file: bytes(3) });
    await expect(upload).rejects.toMatchObject({ name: 'TokenError', mayBeStored: true });
  });

  it('even if the next response says that it is not', async () => {
    const busy = async () => new Response(null, { status: 429 });
    const client = clientFor(`${server.url}/reset-when-read`, { retry: again, fetch: onlyOnce(busy) });
    const upload = client.uploadFile({ accountId: 'a', file: bytes(3) });
    await expect(upload).rejects.toMatchObject({ status: 429, mayBeStored: true });
  });

  it('even after a time-out before the retry', async () => {
    let attempts = 0;
    // Immediately, so that the time-out falls into the 200 ms after it, however busy the machine is.
    const fetch = async () => {
      attempts += 1;
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) });
    };
    const client = clientFor(server.url, { retry: again, timeout: 100, fetch });
    const upload = client.uploadFile({ accountId: 'a', file: bytes(3) });
    await expect(upload).rejects.toMatchObject({ name: 'TimeoutError', mayBeStored: true });
    expect(attempts).toBe(1);
  });

  it('even after an abort before the retry', async () => {
    const controller = new AbortController();
    const clientId = freshClientId();
    const fetch = (request: Request) =>
      globalThis.fetch(request).finally(() => setImmediate(() => controller.abort()));
    const client = clientFor(`${server.url}/reset-when-read`, { clientId, retry: again, fetch });
    const upload = client.uploadFile({ accountId: 'a', file: bytes(3), signal: controller.signal });
    await expect(upload).rejects.toMatchObject({ name: 'AbortError', mayBeStored: true });
    expect(await server.arrived(clientId)).toHaveLength(1);
  });

  it('not after connections that were not made, and not after 429', async () => {
    const refused = clientFor(await unusedAddress(), { retry: again });
    const busy = clientFor(`${server.url}/busy-always`, { retry: again, fetch: onlyOnce(refuse) });
    for (const client of [refused, busy]) {
      const upload = client.uploadFile({ accountId: 'a', file: bytes(3) });
      await expect(upload).rejects.toMatchObject({ name: 'ConnectionFailedError', mayBeStored: false });
    }
  });
});

describe('an upload is not retried', () => {
  it.each([
    ['after a reset, when the server may have stored the file', 'reset-when-read-once'],
    ['after a reset half-way', 'reset'],
    ['after 503 that does not say when to come back', 'busy-unsaid'],
    ['after 503 that asks for an hour', 'busy-long'],
    ['after 502', 'bad-gateway'],
    ['after a success that cannot be read', 'accept-html'],
  ])('%s', async (_, behaviour) => {
    expect((await attemptsOf(behaviour)).arrived).toHaveLength(1);
  });

  it('with a stream that was begun', async () => {
    const { outcome, arrived } = await attemptsOf('busy-once', 3, new Blob([bytes(100_000)]).stream());
    expect(outcome).toMatchObject({ name: 'UnexpectedStatusError', status: 503 });
    expect(arrived).toHaveLength(1);
  });

  it('when retries are off', async () => {
    expect((await attemptsOf('busy-once', 0)).arrived).toHaveLength(1);
  });
});

describe('the delay', () => {
  const answered = (status: number, retryAfter?: string) =>
    new Response(null, { status, headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter } });
  const afterResponse = (status: number, retryAfter?: string, options: RetryOptions = {}) =>
    retryDelay({ response: answered(status, retryAfter) }, 1, options);
  const afterFailure = (name: UploadErrorName, made = 1, options: RetryOptions = {}) =>
    retryDelay({ name }, made, options);

  it('is what the server asks for', () => {
    expect(afterResponse(429, '2')).toBe(2000);
    expect(afterResponse(503, '0')).toBe(0);
    expect(afterResponse(503, new Date(0).toUTCString())).toBe(0);
    expect(afterResponse(503, new Date(Date.now() + 20_000).toUTCString())).toBeGreaterThan(15_000);
  });

  it('is none when the server asks for too much, unless allowed', () => {
    expect(afterResponse(429, '31')).toBeUndefined();
    expect(afterResponse(429, '31', { maxDelay: 31_000 })).toBe(31_000);
  });

  it.each(['soon', '-5', '1.5', '2, 3', '+1', '1e1', '0x1', '2001-01-01', 'Monday', 'Soon GMT', '-5 GMT'])(
    'is none when Retry-After is neither seconds nor a date: %s',
    (retryAfter) => {
      expect(afterResponse(429, retryAfter)).toBeUndefined();
      expect(afterResponse(503, retryAfter)).toBeUndefined();
    },
  );

  it('can be longer than timers support', async () => {
    const clientId = freshClientId();
    const retry = { maxDelay: Number.POSITIVE_INFINITY };
    const client = clientFor(`${server.url}/busy-for-ages`, { clientId, retry, timeout: 1500 });
    const upload = client.uploadFile({ accountId: 'a', file: bytes(3) });
    await expect(upload).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await server.arrived(clientId)).toHaveLength(1);
  });

  it('doubles after connections that were not made', () => {
    expect([1, 2, 3].map((made) => afterFailure('ConnectionFailedError', made, { limit: 3 }))).toEqual([
      200, 400, 800,
    ]);
  });

  it.each(['AbortError', 'TimeoutError', 'TokenError', 'FileReadError'] as const)(
    'is none after %s',
    (name) => {
      expect(afterFailure(name, 1, { evenIfStored: true })).toBeUndefined();
    },
  );

  it('exists after broken connections only if a second copy does no harm', () => {
    expect(afterFailure('NetworkError')).toBeUndefined();
    expect(afterFailure('NetworkError', 1, { evenIfStored: true })).toBe(200);
    expect(afterResponse(503, undefined, { evenIfStored: true })).toBe(200);
    expect(afterResponse(400, '0', { evenIfStored: true })).toBeUndefined();
  });
});
