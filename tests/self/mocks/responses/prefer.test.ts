import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { accountPart, filePart, fileSize, form, goodForm, textPart, type, upload } from '../form.ts';
import { sendOne } from '../wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
});

afterAll(() => mock.close());

const prefer = (value: string, body = goodForm) => sendOne(mock.url, upload(body, { Prefer: value }));

const { members } = contract.success;

describe('Prefer', () => {
  it.each([...new Set(contract.responses.map(({ status }) => status))])(
    'code=%i gets that status',
    async (status) => {
      const response = await prefer(`code=${status}`);
      expect(response).toMatchObject({ status, headers: { 'preference-applied': `code=${status}` } });
    },
  );

  it.each(contract.responses)('example=$example gets that example', async ({ example, status, body }) => {
    const response = await prefer(`example=${example}`);
    expect(response).toMatchObject({ status });
    expect(JSON.parse(response.body)).toEqual(body);
  });

  it('accepts both, with a wait', async () => {
    const start = performance.now();
    const response = await prefer('code=403, example="unknownClient", wait=0.1');
    expect(response).toMatchObject({
      status: 403,
      headers: { 'preference-applied': 'code=403, example=unknownClient, wait=0.1' },
    });
    expect(performance.now() - start).toBeGreaterThan(95);
  });

  it('forces a success on an upload that would be rejected', async () => {
    const response = await prefer('code=200', form(accountPart));
    expect(response).toMatchObject({ status: 200 });
  });

  it('keeps the values of the request in a forced success', async () => {
    const value = contract.recognisedDocumentTypes[0];
    const response = await prefer('code=200', form(accountPart, filePart, textPart(type, value)));
    expect(JSON.parse(response.body)).toMatchObject({
      [members.account]: 'account-1',
      [members.size]: fileSize,
      [members.type]: value,
    });
  });

  it.each(['code=418', 'example=nothing', 'code=200, example=twoFiles'])(
    '%s gets a problem that lists the responses',
    async (value) => {
      const response = await prefer(value);
      expect(response).toMatchObject({
        status: 404,
        headers: { 'content-type': contract.problem.mediaType },
      });
      for (const { status } of contract.responses) expect(response.body).toContain(String(status));
      for (const { example } of contract.responses) expect(response.body).toContain(example);
    },
  );

  it.each(['code=ok', 'wait=soon', 'wait=-1', 'wait=9999', 'dynamic=perhaps', 'example='])(
    '%s gets a problem that lists the known preferences',
    async (value) => {
      const response = await prefer(value);
      expect(response).toMatchObject({ status: 400 });
      expect(response.body).toContain('wait=SECONDS');
    },
  );

  it('given twice counts the first time, and parameters are ignored', async () => {
    const response = await prefer('code=400; code=401, code=403, foo="a\\", code=405"');
    expect(response).toMatchObject({ status: 400, headers: { 'preference-applied': 'code=400' } });
  });

  it.each(['respond-async, return=minimal', '__proto__=x', 'constructor=503', 'toString', 'foo; code=403'])(
    'of another kind changes nothing: %s',
    async (value) => {
      const response = await prefer(value);
      expect(response).toMatchObject({ status: 200 });
      expect(response.headers).not.toHaveProperty('preference-applied');
    },
  );
});
