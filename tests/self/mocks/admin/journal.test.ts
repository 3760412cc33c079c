import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import description from '../../../../generated/journal.json' with { type: 'json' };
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { ask, post } from '../ask.ts';
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
} from '../form.ts';
import { sendOne } from '../wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ tokens: [token] });
});

beforeEach(() => mock.reset());

afterAll(() => mock.close());

const [knownType] = contract.recognisedDocumentTypes;
const typedForm = form(accountPart, filePart, textPart(type, knownType));

describe('the journal', () => {
  it('shows the request, the ruling with its rule, and the response', async () => {
    await sendOne(mock.url, upload(typedForm));
    const { body } = await ask(mock, `/requests/${mock.requests()[0]?.id}`, 'JournalEntry');
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
      expect(await ask(mock, `/requests/count?${query}`), query).toEqual({ status: 200, body: { count } });
      expect((await ask(mock, `/requests?${query}`)).body, query).toHaveLength(count);
    }
    expect(mock.requests({ accountId: 'account-2' })).toHaveLength(1);
  });

  it.each(['since=2000-01-01T00:00:00%2B02:00', 'since=2000-01-01T00:00:00.5+02:00'])(
    'accepts the filter %s',
    async (query) => {
      expect(await ask(mock, `/requests?${query}`)).toMatchObject({ status: 200 });
    },
  );

  it.each([
    ...['status=x', 'since=soon', 'since=1', 'since=2000-01-01', 'since=2000-13-01T00:00:00Z'],
    ...['state=200', '__proto__=1', 'status=200&status=400', 'type=&type=a'],
  ])('rejects the filter %s', async (query) => {
    const [name] = query.split('=');
    const { status, body } = await ask(mock, `/requests?${query}`, 'Problem');
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

  it('can be cleared', async () => {
    await sendOne(mock.url, upload());
    expect(await ask(mock, '/requests', undefined, { method: 'DELETE' })).toMatchObject({ status: 204 });
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
    expect(await ask(mock, '/openapi.json')).toEqual({ status: 200, body: description });
  });

  it('responds with 404 and 405 elsewhere', async () => {
    expect(await ask(mock, '/nothing', 'Problem')).toMatchObject({ status: 404 });
    expect(await ask(mock, '/next', 'Problem')).toMatchObject({ status: 405 });
    const { status, headers } = await fetch(`${mock.url}/__mock/requests`, { method: 'PUT' });
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'GET, HEAD, DELETE' });
  });

  it.each(['999999', '99999999999999999999'])('says that there is no entry %s', async (id) => {
    const { status, body } = await ask(mock, `/requests/${id}`, 'Problem');
    expect({ status, body }).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining(`no entry ${id}.`) },
    });
  });

  it.each(['/', '/requests', '/requests/count', '/reference', '/openapi.json', '/requests/stream'])(
    'responds to HEAD on %s as to GET, without the body',
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

  it('describes the responses to other methods and to pages of other origins', () => {
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
    expect(await post(mock, '/reset', {}, { Origin: 'http://elsewhere' })).toMatchObject({ status: 403 });
    const preflight = await fetch(`${mock.url}/__mock/next`, {
      method: 'OPTIONS',
      headers: { Origin: 'http://elsewhere', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('does not exist with journal: false', async () => {
    await using closed = await startMock({ journal: false });
    expect((await fetch(`${closed.url}/__mock/requests`)).status).toBe(404);
    expect(closed.requests()).toEqual([]);
  });
});
