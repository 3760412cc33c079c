import { execFile } from 'node:child_process';
import { request as requestOverHttp } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Agent, fetch } from 'undici';
import { beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { baseline } from '../../../contract/cases/recipes.ts';
import { encodeRequest } from '../../../contract/request/encode.ts';
import { resolveRequest } from '../../../contract/request/resolve.ts';
import { createSender } from '../../../contract/wire/send.ts';
import type { TestServer } from '../../scripts/verify/server.ts';
import { brokenContents, contentCodings } from './odd-contents.ts';
import { type Client, type OddResponse, oddResponses, rightResponses } from './odd-responses.ts';

/** The suite rejects a response when fetch (undici) or curl rejects it, as measured on this machine. */
const variables = { clientId: 'c', accountId: 'a', foreignAccountId: 'f', token: 't', mark: 'm' };

/** Sends these bytes in response to each request, and ends the connection. */
async function serveBytes(bytes: Buffer): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.resume().write(bytes);
      setTimeout(() => socket.end(), 20);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Otherwise fetch uses the parser of this Node version. */
const dispatcher = new Agent();

/** Each resolves when it has read a whole response, and rejects when the client rejects the response. */
const clients: Record<Exclude<Client, 'curl'>, (url: string) => Promise<unknown>> = {
  fetch: async (url) => (await fetch(url, { method: 'POST', redirect: 'manual', dispatcher })).arrayBuffer(),
  http: (url) =>
    new Promise((resolve, reject) => {
      const request = requestOverHttp(url, { method: 'POST', agent: false }, (response) =>
        response.resume().once('end', resolve).once('error', reject),
      );
      request.once('error', reject).once('upgrade', resolve).end();
    }),
};

const rejects = (client: keyof typeof clients, url: string): Promise<boolean> =>
  clients[client](url).then(
    () => false,
    () => true,
  );

/** The exit code of curl for each response. One process reads many: starting it takes longer than reading. */
async function exitCodesOfCurl(responses: readonly Buffer[]): Promise<Map<Buffer, number>> {
  const servers = await Promise.all(responses.map(serveBytes));
  const bytesOf = new Map(servers.map(({ url }, index) => [url, responses[index]]));
  const codes = new Map<Buffer, number>();
  try {
    while (bytesOf.size > 0) {
      // It ends early after some errors, so the rest is for the next one.
      for (const [url, code] of await readByCurl([...bytesOf.keys()])) {
        const bytes = bytesOf.get(url);
        if (bytes !== undefined) codes.set(bytes, code);
        bytesOf.delete(url);
      }
    }
  } finally {
    for (const server of servers) await server[Symbol.asyncDispose]();
  }
  return codes;
}

async function readByCurl(urls: readonly string[]): Promise<[url: string, code: number][]> {
  const args = ['-s', '-X', 'POST', '--max-time', '5', '-w', '%{stderr}%{url} %{exitcode}\\n', ...urls];
  const results = await new Promise<string>((resolve) => {
    execFile('curl', args, { encoding: 'latin1' }, (_, _content, stderr) => resolve(stderr));
  });
  const found = [...results.matchAll(/^(\S+) (\d+)$/gm)].map(([, url = '', code]): [string, number] => [
    url,
    Number(code),
  ]);
  if (found.length === 0) throw new Error(`curl 7.75 or newer is needed: ${results}`);
  return found;
}

const tables = { ...oddResponses, contentCodings };

let curlEnds: Map<Buffer, number>;
beforeAll(async () => {
  const all = [...Object.values(tables).flat(), ...rightResponses, ...brokenContents];
  curlEnds = await exitCodesOfCurl(all.map(([, bytes]) => bytes));
});

async function suiteOn(baseUrl: string) {
  const request = encodeRequest(resolveRequest(baseline, variables, contract), {
    baseUrl,
    headers: [],
    userAgent: 't',
  });
  const { response, error } = await createSender({ baseUrl, timeout: 5000 })(request);
  return { body: response?.body.toString(), cut: response?.cut, kind: error?.kind };
}

/** What the clients really do. A newer curl may reject more than the table says if fetch rejects it anyway. */
async function expectAsMeasured(url: string, bytes: Buffer, rejectedBy: readonly Client[]): Promise<void> {
  const [byFetch, byHttp] = await Promise.all([rejects('fetch', url), rejects('http', url)]);
  const byCurl = curlEnds.get(bytes) !== 0;
  expect({ byFetch, byHttp }).toEqual({
    byFetch: rejectedBy.includes('fetch'),
    byHttp: rejectedBy.includes('http'),
  });
  if (rejectedBy.includes('curl') || !byFetch)
    expect({ byCurl }).toEqual({ byCurl: rejectedBy.includes('curl') });
}

/** Not reported as a malformed response: no HTTP was read, or the connection ended first. */
const otherKinds: Record<string, string> = {
  'another protocol': 'not-http',
  'a byte order mark first': 'not-http',
  'content alone': 'not-http',
  'more than there is': 'reset',
  'an end within the last chunk': 'reset',
};

describe.each(Object.entries(tables))('%s', (_, table) => {
  test.each(table)('%s', async (name, bytes, rejectedBy) => {
    await using server = await serveBytes(bytes);
    await expectAsMeasured(server.url, bytes, rejectedBy);
    const { kind } = await suiteOn(server.url);
    const isRejected = rejectedBy.includes('fetch') || rejectedBy.includes('curl');
    expect(kind).toBe(isRejected ? (otherKinds[name] ?? 'malformed-response') : undefined);
  });
});

test.each(rightResponses)('%s is right', async (_, bytes, rejectedBy) => {
  await using server = await serveBytes(bytes);
  await expectAsMeasured(server.url, bytes, rejectedBy);
  expect(await suiteOn(server.url)).toEqual({ body: '{"a":1}', cut: false, kind: undefined });
});

test.each(brokenContents)(
  '%s is rejected, though clients return what there is',
  async (_, bytes, rejectedBy) => {
    await using server = await serveBytes(bytes);
    await expectAsMeasured(server.url, bytes, rejectedBy);
    expect((await suiteOn(server.url)).kind).toBe('malformed-response');
  },
);

test.each<OddResponse>(
  contentCodings.filter(([name]) =>
    ['gzip', 'x-gzip', 'deflate', 'bare deflate', 'br', 'five codings'].includes(name),
  ),
)('%s is decoded', async (_, bytes) => {
  await using server = await serveBytes(bytes);
  expect((await suiteOn(server.url)).body).toBe('{"a":1}');
});
