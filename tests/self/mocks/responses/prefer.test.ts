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
      const answer = await prefer(`code=${status}`);
      expect(answer).toMatchObject({ status, headers: { 'preference-applied': `code=${status}` } });
    },
  );

  it.each(contract.responses)('example=$example gets that example', async ({ example, status, body }) => {
    const answer = await prefer(`example=${example}`);
    expect(answer).toMatchObject({ status });
    expect(JSON.parse(answer.body)).toEqual(body);
  });

  it('takes both, with a wait', async () => {
    const start = performance.now();
    const answer = await prefer('code=403, example="unknownClient", wait=0.1');
    expect(answer).toMatchObject({
      status: 403,
      headers: { 'preference-applied': 'code=403, example=unknownClient, wait=0.1' },
    });
    expect(performance.now() - start).toBeGreaterThan(95);
  });

  it('forces a success on what would be refused', async () => {
    const answer = await prefer('code=200', form(accountPart));
    expect(answer).toMatchObject({ status: 200 });
  });

  it('leaves a forced success with what came in the request', async () => {
    const value = contract.recognisedDocumentTypes[0];
    const answer = await prefer('code=200', form(accountPart, filePart, textPart(type, value)));
    expect(JSON.parse(answer.body)).toMatchObject({
      [members.account]: 'account-1',
      [members.size]: fileSize,
      [members.type]: value,
    });
  });

  it.each(['code=418', 'example=nothing', 'code=200, example=twoFiles'])(
    '%s gets a problem that lists what there is',
    async (value) => {
      const answer = await prefer(value);
      expect(answer).toMatchObject({ status: 404, headers: { 'content-type': contract.problem.mediaType } });
      for (const { status } of contract.responses) expect(answer.body).toContain(String(status));
      for (const { example } of contract.responses) expect(answer.body).toContain(example);
    },
  );

  it.each(['code=ok', 'wait=soon', 'wait=-1', 'wait=9999', 'dynamic=perhaps', 'example='])(
    '%s gets a problem that says what is known',
    async (value) => {
      const answer = await prefer(value);
      expect(answer).toMatchObject({ status: 400 });
      expect(answer.body).toContain('wait=SECONDS');
    },
  );

  it('given twice counts the first time, and parameters are none', async () => {
    const answer = await prefer('code=400; code=401, code=403, foo="a\\", code=405"');
    expect(answer).toMatchObject({ status: 400, headers: { 'preference-applied': 'code=400' } });
  });

  it.each(['respond-async, return=minimal', '__proto__=x', 'constructor=503', 'toString', 'foo; code=403'])(
    'of another kind changes nothing: %s',
    async (value) => {
      const answer = await prefer(value);
      expect(answer).toMatchObject({ status: 200 });
      expect(answer.headers).not.toHaveProperty('preference-applied');
    },
  );
});
