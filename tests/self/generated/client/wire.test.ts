import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadClientOptions, UploadParameters } from '../../../../generated/client.ts';
import { contract } from '../../../../generated/contract.ts';
import { bytes, clientFor, freshClientId, token } from './clients.ts';
import { type ScriptedServer, startScriptedServer } from './second-process.ts';

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.stop());

/** Uploads, and returns what arrived. */
async function arrivalOf(parameters: Partial<UploadParameters>, options: Partial<UploadClientOptions> = {}) {
  const clientId = freshClientId();
  const client = clientFor(`${server.url}/accept`, { clientId, ...options });
  const result = await client.uploadFile({ accountId: 'a', file: bytes(3), ...parameters });
  expect(result.status).toBe(200);
  const [arrival] = await server.arrived(options.clientId ? encodeURIComponent(options.clientId) : clientId);
  if (arrival === undefined) throw new Error('nothing arrived');
  const boundary = /boundary=(.+)$/.exec(String(arrival.headers['content-type']))?.[1] ?? '';
  const body = Buffer.from(arrival.body, 'latin1').toString();
  return { ...arrival, boundary, body: body.replaceAll(boundary, 'BOUNDARY') };
}

describe('the body', () => {
  it('is framed as browsers frame it, the file last', async () => {
    const { body } = await arrivalOf({
      documentType: 'CSV',
      file: new File(['abc'], 'ä "1"\r\n.csv', { type: 'text/csv' }),
    });
    expect(body).toBe(
      '--BOUNDARY\r\nContent-Disposition: form-data; name="accountId"\r\n\r\na\r\n' +
        '--BOUNDARY\r\nContent-Disposition: form-data; name="documentType"\r\n\r\nCSV\r\n' +
        '--BOUNDARY\r\nContent-Disposition: form-data; name="file"; filename="ä %221%22%0D%0A.csv"\r\n' +
        'Content-Type: text/csv\r\n\r\nabc\r\n--BOUNDARY--\r\n',
    );
  });

  it('has no part for a document type that is not given', async () => {
    const { body } = await arrivalOf({ documentType: undefined });
    expect(body).not.toContain(contract.fields.type);
  });

  it('has a boundary that nobody can guess', async () => {
    const [one, other] = await Promise.all([arrivalOf({}), arrivalOf({})]);
    expect(one.boundary).not.toBe(other.boundary);
    expect(one.boundary.length).toBeLessThanOrEqual(70);
  });

  it.each([0, 10, 100_000, 1_000_000])('declares its length when the file has %i bytes', async (size) => {
    const { headers, size: arrived } = await arrivalOf({ file: bytes(size) });
    expect(headers['content-length']).toBe(String(arrived));
    expect(headers).not.toHaveProperty('transfer-encoding');
  });

  it('is chunked when the length of a stream is not known', async () => {
    const { headers, body } = await arrivalOf({ file: Readable.from([bytes(3)]) });
    expect(headers).toMatchObject({ 'transfer-encoding': 'chunked' });
    expect(body).toContain('\r\n\r\naaa\r\n--BOUNDARY--\r\n');
  });
});

describe('the path', () => {
  it('contains the client id as one segment', async () => {
    const { url } = await arrivalOf({}, { clientId: 'a/b ä?' });
    expect(url).toBe('/accept/files/v1/a%2Fb%20%C3%A4%3F/upload_files');
  });

  it('follows the base URL, whose slashes at the end do not matter', async () => {
    const { url } = await arrivalOf({}, { baseUrl: `${server.url}/accept//` });
    expect(url).toMatch(/^\/accept\/files\/v1\/client-/);
  });
});

describe('the token', () => {
  it.each(['a', 'with spaces  inside', 'Bearer eyJ.x-_~+/=', `"quoted" \\ {}[]()<>@,;:!?'|^\`#$%&*`])(
    'is sent as it is: %s',
    async (raw) => {
      const { rawHeaders } = await arrivalOf({}, { token: raw });
      expect(rawHeaders[rawHeaders.findIndex((name) => name.toLowerCase() === 'authorization') + 1]).toBe(
        raw,
      );
    },
  );

  it('comes from a function that may take its time', async () => {
    const { headers } = await arrivalOf({}, { token: async () => 'fetched' });
    expect(headers.authorization).toBe('fetched');
  });
});

describe('headers', () => {
  it('are sent, but those of the contract stay', async () => {
    const { headers } = await arrivalOf(
      {},
      { headers: { 'X-Trace': '1', authorization: 'x', 'content-type': 'text/plain' } },
    );
    expect(headers).toMatchObject({ 'x-trace': '1', authorization: token });
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  });
});

describe('a fetch of the caller', () => {
  it('gets the whole request', async () => {
    const seen: Request[] = [];
    const fetch = (request: Request) => {
      seen.push(request);
      return globalThis.fetch(request);
    };
    const { method } = await arrivalOf({}, { fetch });
    expect(seen).toHaveLength(1);
    expect(method).toBe(contract.method);
  });
});
