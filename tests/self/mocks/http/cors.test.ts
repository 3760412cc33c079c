import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import type { NextResponse } from '../../../../mocks/responses/asked/next-fault.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { accountPart, filePart, form, goodForm, head, token, upload } from '../form.ts';
import { sendOne } from '../wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ tokens: [token], maxFileSize: 1000 });
});

afterAll(() => mock.close());

const page = { Origin: 'http://localhost:5173' };

const preflight = (asked: Record<string, string>): string =>
  head({ ...page, 'Access-Control-Request-Method': 'POST', ...asked, Authorization: undefined }).replace(
    'POST',
    'OPTIONS',
  );

/** A response that is sent while the upload still arrives. */
const early = { respondBeforeBody: true, afterBytes: 1 };

const listed = (header = ''): string[] => header.toLowerCase().split(/\s*,\s*/);

describe('a page of another origin', () => {
  it('may send the token, and whatever else it asks for', async () => {
    const asked = { 'Access-Control-Request-Headers': `${contract.credential.header},x-trace` };
    const response = await sendOne(mock.url, preflight(asked));
    expect(response).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': page.Origin } });
    expect(response.headers).not.toHaveProperty('content-length');
    expect(listed(response.headers['access-control-allow-headers'])).toEqual(
      expect.arrayContaining([contract.credential.header.toLowerCase(), 'x-trace']),
    );
    expect(listed(response.headers['access-control-allow-methods'])).toContain(contract.method.toLowerCase());
  });

  it('may use another method, and learns why it is rejected', async () => {
    const response = await sendOne(mock.url, preflight({ 'Access-Control-Request-Method': 'PUT' }));
    expect(listed(response.headers['access-control-allow-methods'])).toContain('put');
  });

  it('may reach a mock on a private network', async () => {
    const response = await sendOne(mock.url, preflight({ 'Access-Control-Request-Private-Network': 'true' }));
    expect(response.headers).toMatchObject({ 'access-control-allow-private-network': 'true' });
  });

  const later = { 'Retry-After': '7' };
  const { success, refusals } = contract;
  const responses: [what: string, status: number, request: string, forced?: NextResponse][] = [
    ['an accepted upload', success.status, upload(goodForm, page)],
    ['a rejected upload', refusals.twoFiles, upload(form(accountPart, filePart, filePart), page)],
    ['a missing token', refusals.missingToken, upload(goodForm, { ...page, Authorization: undefined })],
    ['another path', 404, upload(goodForm, page).replace('/files/', '/file/')],
    ['another method', refusals.methodNotAllowed, upload(goodForm, page).replace('POST', 'PUT')],
    [
      'a file that is too large',
      refusals.tooLarge,
      upload(form(accountPart, filePart + 'x'.repeat(2000)), page),
    ],
    ['an example', refusals.tooLarge, upload(goodForm, page), { example: 'tooLarge' }],
    ['an upload too many', 429, upload(goodForm, page), { status: 429, headers: later }],
    ['a preferred status', 413, upload(goodForm, { ...page, Prefer: 'code=413' })],
    ['a busy deployment', 503, upload(goodForm, page), { status: 503, headers: later }],
    ['one that waits for no end', 429, upload(goodForm, page), { ...early, status: 429, headers: later }],
    ['two Host lines', 400, upload(goodForm, { ...page, host: 'another' })],
  ];

  it.each(responses)('may read the response to %s: %i', async (_, status, request, forced) => {
    if (forced !== undefined) mock.next(forced);
    const { headers, ...response } = await sendOne(mock.url, request);
    expect(response.status).toBe(status);
    expect(headers['retry-after']).toBe(forced?.headers?.['Retry-After']);
    expect(headers).toMatchObject({ 'access-control-allow-origin': page.Origin, vary: 'Origin' });
    const named = contract.responses.flatMap(({ headers }) => Object.keys(headers));
    const documented = [...new Set(named.map((name) => name.toLowerCase()))].sort();
    const exposed = listed(headers['access-control-expose-headers']);
    expect(documented).toEqual(['allow', 'www-authenticate']);
    expect(exposed).toEqual(expect.arrayContaining([...documented, 'retry-after', 'preference-applied']));
  });

  it('may read the response to a request that is not HTTP', async () => {
    const { headers } = await sendOne(mock.url, 'hello\r\n\r\n');
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': expect.stringContaining('Retry-After'),
    });
  });

  it('gets no access with cors: false', async () => {
    await using closed = await startMock({ cors: false });
    const response = await sendOne(closed.url, preflight({}));
    expect(response).toMatchObject({ status: contract.refusals.methodNotAllowed });
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  });
});
