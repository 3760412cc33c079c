import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { accountPart, filePart, form, goodForm, head, token, upload } from '../form.ts';
import { sendOne } from '../wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ tokens: [token] });
});

afterAll(() => mock.close());

const page = { Origin: 'http://localhost:5173' };

const preflight = (asked: Record<string, string>): string =>
  head({ ...page, 'Access-Control-Request-Method': 'POST', ...asked, Authorization: undefined }).replace(
    'POST',
    'OPTIONS',
  );

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

  it('may use another method, and learns why it is refused', async () => {
    const response = await sendOne(mock.url, preflight({ 'Access-Control-Request-Method': 'PUT' }));
    expect(listed(response.headers['access-control-allow-methods'])).toContain('put');
  });

  it('may reach a mock on a private network', async () => {
    const response = await sendOne(mock.url, preflight({ 'Access-Control-Request-Private-Network': 'true' }));
    expect(response.headers).toMatchObject({ 'access-control-allow-private-network': 'true' });
  });

  const responses: [what: string, request: string][] = [
    ['an accepted upload', upload(goodForm, page)],
    ['a refused upload', upload(form(accountPart, filePart, filePart), page)],
    ['a missing token', upload(goodForm, { ...page, Authorization: undefined })],
    ['another path', upload(goodForm, page).replace('/files/', '/file/')],
  ];

  it.each(responses)('may read the response to %s', async (_, request) => {
    const { headers } = await sendOne(mock.url, request);
    expect(headers).toMatchObject({ 'access-control-allow-origin': page.Origin, vary: 'Origin' });
    const named = contract.responses.flatMap(({ headers }) => Object.keys(headers));
    const documented = [...new Set(named.map((name) => name.toLowerCase()))].sort();
    const exposed = listed(headers['access-control-expose-headers']);
    expect(documented).toEqual(['allow', 'www-authenticate']);
    expect(exposed).toEqual(expect.arrayContaining([...documented, 'retry-after', 'preference-applied']));
  });

  it('may read the response to what is no HTTP', async () => {
    const { headers } = await sendOne(mock.url, 'hello\r\n\r\n');
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*' });
  });

  it('is kept out with cors: false', async () => {
    await using closed = await startMock({ cors: false });
    const response = await sendOne(closed.url, preflight({}));
    expect(response).toMatchObject({ status: contract.refusals.methodNotAllowed });
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  });
});
