import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps, type ServerOptions } from 'node:https';
import { connect, createServer as createTcp, type Socket } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { rootCertificates } from 'node:tls';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { generate } from 'selfsigned';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { account, baseline, file, upload } from '../../../contract/cases/recipes.ts';
import { encodeRequest, type WireRequest, wholeBody } from '../../../contract/request/encode.ts';
import { resolveRequest } from '../../../contract/request/resolve.ts';
import { createSender, type Pauses } from '../../../contract/wire/send.ts';
import { listen, serve } from '../../scripts/verify/server.ts';

/** How requests are sent: over TLS, through proxies, past early responses. */
const variables = {
  clientId: 'c',
  accountId: 'a',
  foreignAccountId: 'f',
  token: 'secret-token',
  mark: 'contract-x-y',
};

function encode(baseUrl: string, recipe = baseline): WireRequest {
  return encodeRequest(resolveRequest(recipe, variables, contract), {
    baseUrl,
    headers: [],
    userAgent: 'test',
  });
}

const send = (baseUrl: string, extra: object = {}, recipe = baseline) =>
  createSender({ baseUrl, timeout: 5000, ...extra })(encode(baseUrl, recipe));

const accept: RequestListener = (request, response) => {
  request.resume().once('end', () => response.end(request.url));
};

afterEach(() => vi.unstubAllEnvs());

describe('an exchange', () => {
  test('ends at the time-out when no response comes', async () => {
    await using server = await serve(() => {});
    const { response, error } = await send(server.url, { timeout: 100 });
    expect({ response, kind: error?.kind }).toEqual({ response: null, kind: 'timeout' });
  });

  test('ends at the time-out even if memory is collected while it waits', async () => {
    await using server = await serve((request, response) => {
      if (request.url !== '/hang') response.end('stored');
    });
    const { signal } = new AbortController();
    const sender = createSender({ baseUrl: server.url, timeout: 400 });
    const headers: [string, string][] = [
      ['Host', 'x'],
      ['Content-Length', '1'],
    ];
    const request = { ...encode(server.url), headers, body: [Buffer.from('x')] };
    // Only when V8 has optimised the sender does it let go of what is no longer used.
    for (let count = 0; count < 1200; count += 1) await sender({ ...request, target: '/' }, { signal });

    setFlagsFromString('--expose-gc');
    const collecting = setInterval(runInNewContext('gc'), 20);
    const sent = Array.from({ length: 5 }, () => sender({ ...request, target: '/hang' }, { signal }));
    const kinds = (await Promise.all(sent)).map(({ error }) => error?.kind);
    clearInterval(collecting);
    expect(new Set(kinds)).toEqual(new Set(['timeout']));
  });

  test('distinguishes a refused connection from a dropped one', async () => {
    await using server = await serve((request) => request.socket.destroy());
    expect((await send(server.url)).error?.kind).toBe('reset');
    expect((await send('http://127.0.0.1:1')).error?.kind).toBe('unreachable');
    expect((await send('http://upload.invalid')).error?.kind).toBe('name-not-found');
  });

  test('does not follow redirects', async () => {
    await using server = await serve((_, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    );
    expect((await send(server.url)).response?.status).toBe(302);
  });

  test.each(
    [100, 70_000, 300_001].flatMap((size) =>
      (['content-length', 'chunked'] as const).map((framing) => [size, framing] as const),
    ),
  )('sends all %i bytes, with %s, at once or paused halfway', async (size, framing) => {
    await using server = await listen(
      createHttp(async (request, response) => response.end(await buffer(request))),
    );
    const recipe = { ...upload([account, file({ kind: 'binary', size })]), framing };
    const request = encode(server.url, recipe);
    const sender = createSender({ baseUrl: server.url, timeout: 5000 });
    for (const options of [{}, { hold: async () => {} }]) {
      const { response } = await sender(request, options);
      expect(response?.body.equals(wholeBody(request))).toBe(true);
    }
  });
});

test('an immediate response after the whole body is not early', async () => {
  await using server = await listen(createHttp(accept));
  for (const size of [100, 200_000]) {
    const recipe = upload([account, file({ kind: 'binary', size })]);
    const options = { pauses: { afterHead: 1, afterPiece: 1 } };
    const exchange = await createSender({ baseUrl: server.url, timeout: 5000 })(
      encode(server.url, recipe),
      options,
    );
    expect(exchange).toMatchObject({ early: false, response: { status: 200 } });
  }
});

/** Sends 20 concurrent uploads to a server that responds after this many bytes. @returns the distinct results. */
async function responsesAfter(enough: number, size: number, pauses?: Pauses): Promise<unknown[]> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'early-response-server.mjs'), String(enough)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [port] = await once(child.stdout, 'data');
    const url = `http://127.0.0.1:${String(port).trim()}`;
    const request = encode(url, upload([account, file({ kind: 'binary', size })]));
    const sender = createSender({ baseUrl: url, timeout: 5000 });
    const exchanges = await Promise.all(
      Array.from({ length: 20 }, () => sender(request, pauses === undefined ? {} : { pauses })),
    );
    return [...new Set(exchanges.map(({ response, error }) => response?.status ?? error?.message))];
  } finally {
    child.kill();
  }
}

describe('an early response', () => {
  test.each([100, 40_000, 5_000_000])('to the head is read each time, before %i bytes', async (size) => {
    expect(await responsesAfter(1, size)).toEqual([401]);
  });

  test('during the body is read each time if each piece waits for it', async () => {
    // Longer than a busy machine may take to respond.
    const pauses = { afterHead: 0, afterPiece: 100 };
    expect(await responsesAfter(200_000, 2_000_000, pauses)).toEqual([401]);
  });
});

describe('TLS', () => {
  let authority: { private: string; cert: string };
  beforeAll(async () => {
    authority = await certificate('127.0.0.1');
  });

  const serveTls = (options: ServerOptions = {}) =>
    listen(createHttps({ key: authority.private, cert: authority.cert, ...options }, accept), 'https');

  test('an untrusted certificate is an error that says what to do', async () => {
    await using server = await serveTls();
    const { error } = await send(server.url);
    expect(error).toEqual({
      kind: 'tls',
      message: 'TLS: the certificate is self-signed; name it with --ca FILE (DEPTH_ZERO_SELF_SIGNED_CERT)',
    });
  });

  test('--ca makes a private authority trusted', async () => {
    await using server = await serveTls();
    const { response } = await send(server.url, { ca: [...rootCertificates, authority.cert] });
    expect(response?.status).toBe(200);
  });

  test('a certificate for another host is an error that says what to do', async () => {
    const other = await certificate('upload.test');
    await using server = await serveTls({ key: other.private, cert: other.cert });
    const { error } = await send(server.url, { ca: [other.cert] });
    expect(error?.message).toMatch(/the certificate is for another host; check the host in --base-url/);
  });

  test('--cert and --key present a client certificate', async () => {
    const client = await certificate('client');
    await using server = await serveTls({ requestCert: true, rejectUnauthorized: true, ca: [client.cert] });
    const trusting = { ca: [authority.cert] };
    const refused = await send(server.url, trusting);
    expect(refused.error?.message).toMatch(/client certificate with --cert and --key/);
    const taken = await send(server.url, { ...trusting, cert: client.cert, key: client.private });
    expect(taken.response?.status).toBe(200);
  });

  test('https:// to a server that speaks plain HTTP is an error that says what to do', async () => {
    await using server = await serve((_, response) => response.end());
    const { error } = await send(server.url.replace('http:', 'https:'));
    expect(error?.message).toMatch(/the deployment does not use TLS here/);
  });

  test('HTTPS_PROXY is tunnelled through', async () => {
    await using server = await serveTls();
    const { url, seen, close } = await tunnellingProxy();
    vi.stubEnv('HTTPS_PROXY', url);
    vi.stubEnv('NO_PROXY', '');
    const { response } = await send(server.url, { ca: [authority.cert] });
    close();
    expect(response?.status).toBe(200);
    expect(seen).toEqual([`CONNECT ${new URL(server.url).host} HTTP/1.1`]);
  });
});

describe('a proxy that opens no tunnel', () => {
  const through = async (response: (socket: Socket) => void, timeout: number) => {
    const proxy = await serveSockets(response);
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    vi.stubEnv('NO_PROXY', '');
    const { error } = await send('https://upload.invalid', { timeout });
    const closed = await proxy.closed();
    return { error, closed };
  };

  test.each<[string, (socket: Socket) => void, string, RegExp]>([
    ['says nothing', () => {}, 'timeout', /opened no tunnel within the time-out/],
    [
      'says a letter now and then',
      (socket) => drip(socket, 'HTTP/1.1 200 OK'),
      'timeout',
      /no tunnel within the time-out/,
    ],
    [
      'is busy for ever',
      (socket) => drip(socket, 'HTTP/1.1 102 Processing\r\n\r\n'),
      'timeout',
      /no tunnel within/,
    ],
    [
      'tunnels, and is silent then',
      (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'),
      'timeout',
      /within the time-out/,
    ],
    ['hangs up', (socket) => socket.end(), 'proxy', /127\.0\.0\.1:\d+ opened no tunnel/],
    ['speaks another protocol', (socket) => socket.write('220 mail ready\r\n'), 'proxy', /opened no tunnel/],
    [
      'wants credentials',
      (socket) => socket.write('HTTP/1.1 407 Proxy\r\nContent-Length: 5\r\n\r\n'),
      'proxy',
      /rejected the tunnel with 407/,
    ],
  ])('one that %s', async (_, response, kind, message) => {
    // On a busy machine, an exchange with a short time-out must first reach the proxy.
    const { error, closed } = await through(response, kind === 'timeout' ? 800 : 20_000);
    expect(error).toMatchObject({ kind, message: expect.stringMatching(message) });
    expect(closed).toBe(true);
  });
});

/** Sends a text repeatedly, one piece at a time. */
function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.once('close', () => clearInterval(timer));
}

/** A server that does this with each connection once the client has sent something. */
async function serveSockets(response: (socket: Socket) => void) {
  const closings: Promise<unknown>[] = [];
  const server = createTcp((socket) => {
    socket.on('error', () => {}).once('data', () => response(socket.resume()));
    closings.push(new Promise((resolve) => socket.once('close', resolve)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    closed: async () => {
      await Promise.all(closings);
      server.close();
      return closings.length > 0;
    },
  };
}

describe('a response of 10,000 content codings', () => {
  test('ends immediately', async () => {
    await using server = await serve((_, response) => {
      response.writeHead(200, { 'Content-Encoding': Array(10_000).fill('br').join(',') }).end('x');
    });
    expect((await send(server.url)).error?.kind).toBe('malformed-response');
  });
});

describe('HTTP_PROXY', () => {
  test('gets the request in absolute form, and NO_PROXY bypasses it', async () => {
    await using proxy = await listen(createHttp(accept));
    await using server = await listen(createHttp(accept));
    vi.stubEnv('HTTP_PROXY', proxy.url);
    vi.stubEnv('NO_PROXY', '');
    const through = await send('http://upload.invalid/base');
    expect(through.response?.body.toString()).toMatch(/^http:\/\/upload\.invalid\/base\/files\//);
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    const around = await send(server.url);
    expect(around.response?.body.toString()).toMatch(/^\/files\//);
  });

  test('that cannot be reached is named', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('NO_PROXY', '');
    const { error } = await send('http://upload.invalid');
    expect(error).toMatchObject({ kind: 'proxy', message: expect.stringContaining('127.0.0.1:1') });
  });
});

/** A self-signed certificate for this name or address. */
async function certificate(name: string) {
  const isAddress = /^[\d.]+$/.test(name);
  return generate([{ name: 'commonName', value: name }], {
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [isAddress ? { type: 7, ip: name } : { type: 2, value: name }] },
    ],
  });
}

async function tunnellingProxy() {
  const seen: string[] = [];
  const sockets: Socket[] = [];
  const server = createTcp((socket) => {
    sockets.push(socket);
    socket.once('data', (head: Buffer) => {
      const line = head.toString().split('\r\n')[0] ?? '';
      seen.push(line);
      const [host, port] = line.split(' ')[1]?.split(':') ?? [];
      const upstream = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      });
      sockets.push(upstream);
      for (const end of [socket, upstream]) end.on('error', () => {});
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, seen, close };
}
