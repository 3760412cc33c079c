import { once } from 'node:events';
import { request } from 'node:http';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../generated/contract.ts';
import description from '../../generated/journal.json' with { type: 'json' };
import { type Mock, startMock } from '../../mocks/server.ts';
import {
  account,
  accountPart,
  content,
  filePart,
  fileSize,
  form,
  goodForm,
  textPart,
  token,
  type,
  upload,
} from './form.ts';
import { sendOne } from './wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ tokens: [token] });
});

beforeEach(() => mock.reset());

afterAll(() => mock.close());

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
ajv.addSchema(description, 'journal');

/** Asks the journal, and holds its answer against its own description. */
async function ask(
  path: string,
  schema?: string,
  init: RequestInit = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${mock.url}/__mock${path}`, init);
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (schema !== undefined) {
    const validate = ajv.getSchema(`journal#/components/schemas/${schema}`);
    expect(validate?.(body), JSON.stringify(validate?.errors)).toBe(true);
  }
  return { status: response.status, body };
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, undefined, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const [knownType] = contract.recognisedDocumentTypes;
const typedForm = form(accountPart, filePart, textPart(type, knownType));

describe('the journal', () => {
  it('shows what was sent, the ruling with its rule, and what was answered', async () => {
    await sendOne(mock.url, upload(typedForm));
    const { body } = await ask(`/requests/${mock.requests()[0]?.id}`, 'Exchange');
    expect(body).toMatchObject({
      request: {
        method: contract.method,
        complete: true,
        parts: [
          { kind: 'field', name: account, value: 'account-1' },
          { kind: 'file', name: content, fileName: 'a.csv', mediaType: 'text/csv', size: fileSize },
          { kind: 'field', name: type, value: knownType },
        ],
      },
      ruling: { outcome: 'accepted', requirement: 'R8', documentType: knownType },
      answered: 'sent',
      response: { status: contract.success.status },
    });
  });

  it('masks the token, wherever it was sent', async () => {
    const body = form(accountPart, filePart, textPart('note', `my token is ${token}`));
    await sendOne(mock.url, upload(body, { 'X-Copy': token, Cookie: 'session=1' }));
    const { body: shown } = await ask('/requests');
    expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${token}|session=1`));
    expect(mock.requests()[0]?.request.headers).toMatchObject({ authorization: '***', 'x-copy': '***' });
  });

  it.each<[where: string, request: (secret: string) => string]>([
    ['a header', (secret) => upload(goodForm, { Authorization: undefined, 'X-Note': `is ${secret}` })],
    ['the referer', (secret) => upload(goodForm, { Referer: `http://a/?t=${encodeURIComponent(secret)}` })],
    ['a field', (secret) => upload(form(accountPart, filePart, textPart('note', secret)))],
    ['a file name', (secret) => upload(goodForm.replace('a.csv', `${secret}.csv`))],
    ['the client', (secret) => upload().replace('client-1', encodeURIComponent(secret))],
    ['another path', (secret) => upload().replace(' /', ` /${encodeURIComponent(secret)}/`)],
    ['the account, which is echoed', (secret) => upload(form(textPart(account, secret), filePart))],
    [
      'a long field, cut',
      (secret) => upload(form(accountPart, textPart('x', `${'.'.repeat(995)}${secret}`))),
    ],
  ])('masks a token of the mock that another request has in %s', async (_, request) => {
    const secret = 's3cret/tök';
    await using own = await startMock({ tokens: [secret, token] });
    await sendOne(own.url, request(secret));
    const shown = JSON.stringify(own.requests());
    expect(shown).toContain('***');
    expect(shown).not.toMatch(/s3cr|t%C3%B6k/);
  });

  it('masks what stands under a name that looks secret', async () => {
    const names = ['X-Api-Key', 'x-access-token', 'X-JWT', 'Session-Id', 'Client-Secret', 'X-Password'];
    await sendOne(mock.url, upload(goodForm, Object.fromEntries(names.map((name) => [name, 'unheard-of']))));
    expect(JSON.stringify(mock.requests())).not.toContain('unheard-of');
    expect(mock.requests()[0]?.request.headers).toMatchObject({
      'content-type': expect.stringMatching(/^multipart/),
    });
  });

  it('masks a token of few letters only where it is all there is', async () => {
    await using own = await startMock({ tokens: ['a'] });
    await sendOne(own.url, upload(goodForm, { Authorization: 'a', 'X-Copy': 'a' }));
    expect(own.requests()[0]?.request.headers).toMatchObject({ authorization: '***', 'x-copy': '***' });
    expect(JSON.stringify(own.requests()[0]?.request.parts)).toContain('a.csv');
  });

  it('leaves the contract’s own words alone, though a token is one of them', async () => {
    await using own = await startMock({ tokens: ['file', 'token', 'accepted'] });
    await sendOne(own.url, upload(goodForm, { Authorization: 'file' }));
    expect(own.requests()[0]).toMatchObject({
      request: { parts: [{ kind: 'field' }, { kind: 'file' }] },
      ruling: { outcome: 'accepted' },
    });
  });

  it('can be filtered, listed and counted', async () => {
    const foreign = form(textPart(account, 'account-2'), filePart.replace('a.csv', 'b.csv'));
    for (const body of [goodForm, typedForm, foreign, form(accountPart)])
      await sendOne(mock.url, upload(body));
    const expected: [query: string, count: number][] = [
      ['', 4],
      [`status=${contract.success.status}`, 3],
      [`status=${contract.refusals.missingFile}`, 1],
      ['account=account-2', 1],
      [`type=${knownType}`, 1],
      ['type=', 3],
      ['fileName=a.csv', 2],
      ['fileName=a.csv&type=', 1],
      ['since=2000-01-01T00:00:00Z', 4],
      ['since=2100-01-01T00:00:00Z', 0],
    ];
    for (const [query, count] of expected) {
      expect(await ask(`/requests/count?${query}`), query).toEqual({ status: 200, body: { count } });
      expect((await ask(`/requests?${query}`)).body, query).toHaveLength(count);
    }
    expect(mock.requests({ account: 'account-2' })).toHaveLength(1);
  });

  it.each(['since=2000-01-01T00:00:00%2B02:00', 'since=2000-01-01T00:00:00.5+02:00'])(
    'takes the filter %s',
    async (query) => {
      expect(await ask(`/requests?${query}`)).toMatchObject({ status: 200 });
    },
  );

  it.each([
    ...['status=x', 'since=soon', 'since=1', 'since=2000-01-01', 'since=2000-13-01T00:00:00Z'],
    ...['state=200', '__proto__=1', 'status=200&status=400', 'type=&type=a'],
  ])('refuses the filter %s', async (query) => {
    const [name] = query.split('=');
    const { status, body } = await ask(`/requests?${query}`, 'Problem');
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(`${name}`) },
    });
  });

  it('keeps the last 500', async () => {
    const many = Array.from({ length: 1100 }, () =>
      sendOne(mock.url, upload(goodForm, { Authorization: undefined })),
    );
    await Promise.all(many);
    expect(mock.requests()).toHaveLength(500);
    expect(mock.requests().at(-1)?.id).toBe((mock.requests()[0]?.id ?? 0) + 499);
  });

  it('can be told to forget', async () => {
    await sendOne(mock.url, upload());
    expect(await ask('/requests', undefined, { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect(mock.requests()).toEqual([]);
  });

  it('streams exchanges as they end', async () => {
    const outgoing = request(`${mock.url}/__mock/requests/stream`).end();
    const [incoming] = await once(outgoing, 'response');
    expect(incoming.headers).toMatchObject({ 'content-type': 'text/event-stream' });
    let events = '';
    const complete = new Promise<void>((resolve) => {
      incoming.on('data', (chunk: Buffer) => {
        events += chunk;
        if (events.includes('event: forgotten')) resolve();
      });
    });
    await sendOne(mock.url, upload());
    mock.reset();
    await complete;
    outgoing.destroy();
    const [, data = ''] = /^event: exchange\ndata: (.*)$/m.exec(events) ?? [];
    expect(JSON.parse(data)).toMatchObject({ response: { status: contract.success.status } });
  });

  it('describes itself', async () => {
    expect(await ask('/openapi.json')).toEqual({ status: 200, body: description });
  });

  it('answers 404 and 405 elsewhere', async () => {
    expect(await ask('/nothing', 'Problem')).toMatchObject({ status: 404 });
    expect(await ask('/next', 'Problem')).toMatchObject({ status: 405 });
    const { status, headers } = await fetch(`${mock.url}/__mock/requests`, { method: 'PUT' });
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'GET, HEAD, DELETE' });
  });

  it.each(['999999', '99999999999999999999'])('says that there is no exchange %s', async (id) => {
    const { status, body } = await ask(`/requests/${id}`, 'Problem');
    expect({ status, body }).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining(`no exchange ${id},`) },
    });
  });

  it.each(['/', '/requests', '/requests/count', '/reference', '/openapi.json', '/requests/stream'])(
    'answers HEAD on %s as GET, without the body',
    async (path) => {
      const url = `${mock.url}/__mock${path}`;
      const head = await fetch(url, { method: 'HEAD' });
      expect(await head.text()).toBe('');
      const leaving = new AbortController();
      const get = await fetch(url, { signal: leaving.signal });
      leaving.abort();
      const facts = ({ status, headers }: Response) =>
        [status, ...['content-type', 'content-length'].map((name) => headers.get(name))].join();
      expect(facts(head)).toBe(facts(get));
      expect(head.status).toBe(200);
    },
  );

  it('describes what other methods, and pages of other origins, are answered', () => {
    const { paths } = description;
    for (const [path, members] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(members)) {
        if (method === 'parameters') continue;
        const { responses } = operation as { responses: object };
        const changes = method !== 'get';
        expect(Object.keys(responses), `${method} ${path}`).toEqual(
          expect.arrayContaining(changes ? ['403', '405'] : ['405']),
        );
      }
    }
    expect(paths).toHaveProperty(['/openapi.json', 'get']);
  });

  it('keeps pages of other origins from changing anything', async () => {
    expect(await post('/reset', {}, { Origin: 'http://elsewhere' })).toMatchObject({ status: 403 });
    const preflight = await fetch(`${mock.url}/__mock/next`, {
      method: 'OPTIONS',
      headers: { Origin: 'http://elsewhere', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('is not there with journal: false', async () => {
    await using closed = await startMock({ journal: false });
    expect((await fetch(`${closed.url}/__mock/requests`)).status).toBe(404);
    expect(closed.requests()).toEqual([]);
  });
});

describe('a forced answer', () => {
  it('goes to the next uploads, in order, whatever they are', async () => {
    expect(await post('/next', { status: contract.refusals.foreignAccount })).toMatchObject({ status: 204 });
    mock.next({ example: 'tooLarge' });
    mock.next({ status: 503 });
    mock.next({ status: 201, body: { mine: true }, headers: { 'X-Mine': '1' } });
    const statuses: number[] = [];
    for (let sent = 0; sent < 5; sent += 1) statuses.push((await sendOne(mock.url, upload())).status);
    expect(statuses).toEqual([contract.refusals.foreignAccount, contract.refusals.tooLarge, 503, 201, 200]);
  });

  it('may be late, or lost', async () => {
    mock.next({ delay: 60 });
    const start = performance.now();
    expect(await sendOne(mock.url, upload())).toMatchObject({ status: 200 });
    expect(performance.now() - start).toBeGreaterThan(55);
    mock.next({ fate: 'reset' });
    await expect(sendOne(mock.url, upload())).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(mock.requests().at(-1)).toMatchObject({ answered: 'reset' });
  });

  it('is forgotten on reset', async () => {
    mock.next({ status: 503 });
    mock.reset();
    expect(await sendOne(mock.url, upload())).toMatchObject({ status: 200 });
  });

  it.each<[body: unknown, fault: string]>([
    [{ status: 'x' }, 'status must be integer'],
    [{ status: 600 }, 'status must be <= 599'],
    [{ state: 200 }, 'it must NOT have additional properties: state'],
    [{ fate: 'explode' }, 'fate must be equal to one of the allowed values: reset, hang'],
    [[], 'it must be object'],
    ['text', 'it must be object'],
    [null, 'it must be object'],
  ])('is refused when it is %j', async (body, fault) => {
    expect(await post('/next', body)).toMatchObject({
      status: 400,
      body: { detail: `The body is not as described: ${fault}.` },
    });
  });

  it.each(['', '{"status":', 'status=503'])('is refused when it is no JSON but "%s"', async (body) => {
    const answer = await ask('/next', 'Problem', { method: 'POST', body });
    expect(answer).toMatchObject({ status: 400, body: { detail: 'The body is no JSON.' } });
  });

  it('is refused, with a list of what there is, when the contract has no such example', async () => {
    const { status, body } = await post('/next', { example: 'nothing' });
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain('twoFiles');
    expect(() => mock.next({ example: 'nothing' })).toThrow('twoFiles');
  });
});
