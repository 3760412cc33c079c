import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createUploadClient,
  UploadError,
  type UploadParameters,
  type UploadSource,
} from '../../../../generated/client.ts';
import { bytes, clientFor, failureOf, freshClientId, unusedAddress } from './clients.ts';
import { type ScriptedServer, startScriptedServer } from './second-process.ts';

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.stop());

const uploadTo = (behaviour: string, parameters: Partial<UploadParameters> = {}) =>
  clientFor(`${server.url}/${behaviour}`).uploadFile({ accountId: 'a', file: bytes(3), ...parameters });

describe('an undocumented response', () => {
  it.each([
    ['accept-html', 'NonJsonResponseError', 200, true],
    ['accept-array', 'NonJsonResponseError', 200, true],
    ['refuse-html', 'NonJsonResponseError', 413, false],
    ['bad-gateway', 'UnexpectedStatusError', 502, true],
    ['leak', 'UnexpectedStatusError', 500, true],
    ['busy-unsaid', 'UnexpectedStatusError', 503, true],
    ['busy-always', 'UnexpectedStatusError', 429, false],
    ['created', 'UnexpectedStatusError', 201, true],
  ])('is an error with a name: %s', async (behaviour, name, status, mayBeStored) => {
    const error = await failureOf(uploadTo(behaviour));
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ name, status, mayBeStored });
    expect(error.message).toContain(String(status));
  });

  it('stays readable', async () => {
    const { response } = await failureOf(uploadTo('bad-gateway'));
    expect(await response.text()).toBe('<h1>Bad gateway</h1>');
  });

  it('needs no body when its status says it all', async () => {
    expect(await uploadTo('refuse-empty')).toMatchObject({
      ok: false,
      status: 401,
      problem: { status: 401 },
    });
  });

  it('leaves out an unrecognised document type', async () => {
    const result = await uploadTo('accept-unknown-type');
    expect(result.ok && result.data).toEqual({ fileId: '1', fileName: 'a.txt', size: 1, accountId: 'a' });
  });
});

describe('a redirect', () => {
  it('is not followed', async () => {
    expect(await failureOf(uploadTo('redirect'))).toMatchObject({ name: 'RedirectError', mayBeStored: true });
  });
});

describe('a connection', () => {
  it('that is refused has its own error, and nothing was sent', async () => {
    const upload = clientFor(await unusedAddress()).uploadFile({ accountId: 'a', file: bytes(3) });
    expect(await failureOf(upload)).toMatchObject({ name: 'ConnectionFailedError', mayBeStored: false });
  });

  it('to a port that fetch rejects has the same error', async () => {
    const upload = clientFor('http://127.0.0.1:25').uploadFile({ accountId: 'a', file: bytes(3) });
    expect(await failureOf(upload)).toMatchObject({ name: 'ConnectionFailedError', mayBeStored: false });
  });

  it('that breaks halfway has its own error, and nothing can be stored', async () => {
    const error = await failureOf(uploadTo('reset', { file: bytes(5_000_000) }));
    expect(error).toMatchObject({ name: 'ConnectionResetError', mayBeStored: false });
  });

  it('that breaks at the end may have stored the file', async () => {
    const error = await failureOf(uploadTo('reset-when-read-once'));
    expect(error).toMatchObject({ name: 'ConnectionResetError', mayBeStored: true });
  });

  it('that breaks within the response may have stored the file', async () => {
    const error = await failureOf(uploadTo('accept-half'));
    expect(error).toMatchObject({ name: 'ConnectionResetError', mayBeStored: true });
  });
});

describe('a file', () => {
  it('whose stream fails ends the upload with that reason', async () => {
    const reason = new Error('disk on fire');
    async function* failing() {
      yield bytes(100_000);
      throw reason;
    }
    const error = await failureOf(uploadTo('accept', { file: failing() }));
    expect(error).toMatchObject({ name: 'FileReadError', cause: reason, mayBeStored: false });
  });

  it('that yields no bytes is rejected', async () => {
    const error = await failureOf(uploadTo('accept', { file: Readable.from(['text']) }));
    expect(error).toMatchObject({
      name: 'FileReadError',
      cause: new TypeError('The stream does not yield bytes.'),
    });
  });

  it.each([undefined, null, 'text', 7])(
    'that yields %s is rejected, even when bytes follow',
    async (piece) => {
      async function* faulty() {
        yield bytes(10);
        yield piece as unknown as Uint8Array;
        yield bytes(10);
      }
      const error = await failureOf(uploadTo('accept', { file: faulty() }));
      expect(error).toMatchObject({
        name: 'FileReadError',
        cause: new TypeError('The stream does not yield bytes.'),
      });
    },
  );

  it('whose stream cannot be opened does not end the process', async () => {
    const error = await failureOf(uploadTo('accept', { file: createReadStream('/nowhere/x.csv') }));
    expect(error).toMatchObject({ name: 'FileReadError', cause: { code: 'ENOENT' }, mayBeStored: false });
  });

  it('whose stream fails while the token is obtained does not end the process', async () => {
    const file = new Readable({ read() {} });
    const reason = new Error('disk on fire');
    const token = async () => {
      file.destroy(reason);
      await wait(20);
      return 'token';
    };
    const upload = clientFor(`${server.url}/accept`, { token }).uploadFile({ accountId: 'a', file });
    expect((await failureOf(upload)).cause).toBe(reason);
  });

  it('whose stream was destroyed is rejected', async () => {
    const file = Readable.from([bytes(3)]).destroy();
    expect(await failureOf(uploadTo('accept', { file }))).toMatchObject({ name: 'FileReadError' });
  });

  it('that another reader uses has its own error', async () => {
    const file = new Blob(['a']).stream();
    file.getReader();
    expect(await failureOf(uploadTo('accept', { file }))).toMatchObject({ name: 'FileReadError' });
  });

  async function* pieces() {
    yield bytes(100_000);
  }
  const streams: [string, () => UploadSource][] = [
    ['a Readable', () => Readable.from(pieces())],
    ['a Readable that is still open', () => new PassThrough({ autoDestroy: false }).end(bytes(100_000))],
    ['a file stream', () => createReadStream(import.meta.filename)],
    ['a web stream', () => new Blob([bytes(100_000)]).stream()],
    ['a generator', pieces],
  ];

  it.each(streams)('is not uploaded a second time, empty: %s', async (_, open) => {
    const file = open();
    expect(await uploadTo('refuse-empty', { file })).toMatchObject({ status: 401 });
    expect(await failureOf(uploadTo('accept', { file }))).toMatchObject({ name: 'FileReadError' });
  });

  it.each(streams)('is not shared by two uploads: %s', async (_, open) => {
    const file = open();
    const outcomes = await Promise.allSettled([uploadTo('accept', { file }), uploadTo('accept', { file })]);
    const failed = outcomes.filter(({ status }) => status === 'rejected');
    expect(failed).toMatchObject([{ reason: { name: 'FileReadError' } }]);
  });

  it('that lacks its start is rejected', async () => {
    const file = Readable.from([bytes(3), bytes(3)]);
    for await (const _ of file.iterator({ destroyOnReturn: false })) break;
    expect(await failureOf(uploadTo('accept', { file }))).toMatchObject({ name: 'FileReadError' });
  });

  it.each([
    ['two files', [new File([], 'a'), new File([], 'b')]],
    ['a path', './file.csv'],
    ['nothing', undefined],
    ['null', null],
  ])('cannot be %s', async (_, file) => {
    const error = await failureOf(uploadTo('accept', { file } as unknown as UploadParameters));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain('one File, Blob, Uint8Array, ReadableStream or Readable');
  });

  it('cannot have an empty name', async () => {
    await expect(uploadTo('accept', { fileName: '' })).rejects.toThrow('fileName is empty');
  });
});

describe('a token that would not arrive as it is', () => {
  it.each([
    ['empty', '', 'is empty'],
    ['with CR', 'secret\rx', 'line break'],
    ['with LF', 'secret\n', 'line break'],
    ['with a space in front', ' secret', 'whitespace'],
    ['with a tab at the end', 'secret\t', 'whitespace'],
    ['with an umlaut', 'secrät', 'header'],
    ['with NUL', 'secr\0et', 'header'],
  ])('is rejected before anything is sent: %s', async (_, token, fault) => {
    for (const source of [token, () => token, async () => token]) {
      const clientId = freshClientId();
      const client = clientFor(`${server.url}/accept`, { token: source, clientId });
      const error = await failureOf(client.uploadFile({ accountId: 'a', file: bytes(3) }));
      expect(error).toMatchObject({ name: 'TokenError', mayBeStored: false });
      expect(error.message).toContain(fault);
      expect(await server.arrived(clientId)).toEqual([]);
    }
  });

  it('is rejected when its function fails', async () => {
    const cause = new Error('identity provider down');
    const client = clientFor(`${server.url}/accept`, { token: () => Promise.reject(cause) });
    const error = await failureOf(client.uploadFile({ accountId: 'a', file: bytes(3) }));
    expect(error).toMatchObject({ name: 'TokenError', cause });
  });
});

describe('an address', () => {
  it.each([
    'localhost:4010',
    'ftp://example.com',
    'nonsense',
    '',
    'https://example.com/?a=1',
    'https://example.com/#a',
    'http://localhost:4010 ',
    ' http://localhost:4010',
    'http://localhost\n:4010',
    'http://user:passw0rd@localhost',
    'http://user@localhost/',
  ])('that is invalid is rejected when the client is made, and not quoted: "%s"', (baseUrl) => {
    const make = () => createUploadClient({ baseUrl, clientId: 'c', token: 't' });
    expect(make).toThrow(new TypeError('baseUrl is not an address such as https://example.com/prefix.'));
  });

  it.each(['http://localhost:4010', 'https://example.com/a/@b/', 'https://[::1]/%20'])(
    'can be %s',
    (baseUrl) => {
      expect(() => createUploadClient({ baseUrl, clientId: 'c', token: 't' })).not.toThrow();
    },
  );

  it.each(['', '.', '..', 'a\ud800', '\udc00'])('needs a client id that is a segment: %j', (clientId) => {
    expect(() => createUploadClient({ baseUrl: 'https://example.com', clientId, token: 't' })).toThrow(
      'clientId is not a path segment',
    );
  });
});

describe('the token', () => {
  const secret = 's3cret-t0ken-value';
  const causesOf = (error: unknown): Error[] =>
    error instanceof Error ? [error, ...causesOf(error.cause)] : [];
  /** Everything that a log shows of a value. */
  const shown = (value: unknown) =>
    [
      inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, showProxy: true }),
      ...causesOf(value).flatMap(({ stack, message }) => [stack, message]),
      String(value),
      JSON.stringify(value),
      inspect(value, { depth: 0 }),
    ].join();

  it('is not shown by the client', () => {
    const client = clientFor(server.url, { token: secret });
    expect(shown(client)).not.toContain(secret);
    expect(shown(client)).toContain('uploadFile');
  });

  it.each(['leak', 'reset', 'bad-gateway', 'accept-html', 'accept-half', 'redirect'])(
    'is not shown by an error: %s',
    async (behaviour) => {
      const client = clientFor(`${server.url}/${behaviour}`, { token: secret });
      const error = await failureOf(client.uploadFile({ accountId: 'a', file: bytes(100_000) }));
      expect(shown(error)).toContain(error.name);
      expect(shown(error)).not.toContain(secret);
    },
  );

  it('is not shown when the server repeats the request as its response', async () => {
    const echo = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    const { port } = echo.address() as AddressInfo;
    const client = clientFor(`http://127.0.0.1:${port}`, { token: secret });
    const error = await failureOf(client.uploadFile({ accountId: 'a', file: bytes(3) }));
    echo.close();
    expect(error).toMatchObject({ name: 'NetworkError', cause: { cause: { name: 'HTTPParserError' } } });
    expect(shown(error)).not.toContain(secret);
  });

  it('is not shown when the server repeats it as the media type of its response', async () => {
    const client = clientFor(`${server.url}/leak-type`, { token: secret });
    const error = await failureOf(client.uploadFile({ accountId: 'a', file: bytes(3) }));
    expect(error).toMatchObject({ name: 'NonJsonResponseError', status: 200 });
    expect(shown(error)).not.toContain(secret);
  });

  const thrown: [string, (request: Request) => unknown][] = [
    ['an error that holds the request', (request) => Object.assign(new Error('failed'), { request })],
    [
      'an error that holds the headers',
      ({ headers }) =>
        Object.assign(new Error('failed'), { config: { headers: Object.fromEntries(headers) } }),
    ],
    [
      'an error that says it',
      ({ headers }) =>
        Object.assign(new Error(`sent ${headers.get('Authorization')}`), {
          name: `Error ${headers.get('Authorization')}`,
          code: headers.get('Authorization'),
        }),
    ],
    [
      'an error whose cause says it',
      ({ headers }) =>
        new Error('failed', {
          cause: new TypeError(`sent ${headers.get('Authorization')}`, { cause: headers }),
        }),
    ],
    ['a text', ({ headers }) => `sent ${headers.get('Authorization')}`],
    ['the request', (request) => request],
    ['nothing', () => undefined],
  ];

  it.each(thrown)('is not shown when the caller’s fetch throws %s', async (_, thrownFor) => {
    const fetch = (request: Request) => Promise.reject(thrownFor(request));
    const client = clientFor(server.url, { token: secret, fetch });
    const error = await failureOf(client.uploadFile({ accountId: 'a', file: bytes(3) }));
    expect(error).toMatchObject({ name: 'NetworkError', mayBeStored: true });
    expect(shown(error)).not.toContain(secret);
  });

  it('is the only part of fetch’s error that is removed', async () => {
    const inner = Object.assign(new RangeError(`${secret} too long`), { code: 'E_LONG' });
    const fetch = () => Promise.reject(new TypeError('failed', { cause: inner }));
    const client = clientFor(server.url, { token: secret, fetch });
    const { cause } = await failureOf(client.uploadFile({ accountId: 'a', file: bytes(3) }));
    expect(cause).toMatchObject({ name: 'TypeError', message: 'failed' });
    expect(cause.cause).toMatchObject({ name: 'RangeError', message: '*** too long', code: 'E_LONG' });
    expect(cause.cause.stack).toContain('errors.test.ts');
  });

  it('is searched for in causes only once, even if they are circular', async () => {
    const error = new Error('round');
    error.cause = error;
    const client = clientFor(server.url, { fetch: () => Promise.reject(error) });
    expect(await failureOf(client.uploadFile({ accountId: 'a', file: bytes(3) }))).toMatchObject({
      name: 'NetworkError',
      cause: { message: 'round' },
    });
  });

  it('is not shown by the error about itself', async () => {
    const client = clientFor(server.url, { token: `${secret}\n` });
    const error = await failureOf(client.uploadFile({ accountId: 'a', file: bytes(3) }));
    expect(shown(error)).not.toContain(secret);
  });
});
