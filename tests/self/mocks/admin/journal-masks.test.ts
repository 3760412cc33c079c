import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { ask } from '../ask.ts';
import { account, accountPart, filePart, form, goodForm, textPart, token, upload } from '../form.ts';
import { sendOne } from '../wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ tokens: [token] });
});

beforeEach(() => mock.reset());

afterAll(() => mock.close());

describe('the journal', () => {
  it('masks the token, wherever it was sent', async () => {
    const body = form(accountPart, filePart, textPart('note', `my token is ${token}`));
    await sendOne(mock.url, upload(body, { 'X-Copy': token, Cookie: 'session=1' }));
    const { body: shown } = await ask(mock, '/requests');
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

  it('masks values whose name looks secret', async () => {
    const names = ['X-Api-Key', 'x-access-token', 'X-JWT', 'Session-Id', 'Client-Secret', 'X-Password'];
    await sendOne(mock.url, upload(goodForm, Object.fromEntries(names.map((name) => [name, 'unheard-of']))));
    expect(JSON.stringify(mock.requests())).not.toContain('unheard-of');
    expect(mock.requests()[0]?.request.headers).toMatchObject({
      'content-type': expect.stringMatching(/^multipart/),
    });
  });

  it('masks a very short token only if it is the whole value', async () => {
    await using own = await startMock({ tokens: ['a'] });
    await sendOne(own.url, upload(goodForm, { Authorization: 'a', 'X-Copy': 'a' }));
    expect(own.requests()[0]?.request.headers).toMatchObject({ authorization: '***', 'x-copy': '***' });
    expect(JSON.stringify(own.requests()[0]?.request.parts)).toContain('a.csv');
  });

  it('leaves the contract’s own words alone, even if a token is one of them', async () => {
    await using own = await startMock({ tokens: ['file', 'token', 'accepted'] });
    await sendOne(own.url, upload(goodForm, { Authorization: 'file' }));
    expect(own.requests()[0]).toMatchObject({
      request: { parts: [{ kind: 'field' }, { kind: 'file' }] },
      ruling: { outcome: 'accepted' },
    });
  });
});
