import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { shapes } from '../../spec/shapes.ts';
import { ask, post } from '../ask.ts';
import { sendTo } from '../contracts/send.ts';
import { account, filePart, form, goodForm, target, textPart, token, upload } from '../form.ts';
import { sendOne } from '../wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
});

beforeEach(() => mock.reset());

afterAll(() => mock.close());

const formOf = (accountId: string, fileName: string): string =>
  form(textPart(account, accountId), filePart.replace('a.csv', fileName));

async function statusOf(body = goodForm, headers: Record<string, string> = {}, to = mock): Promise<number> {
  return (await sendOne(to.url, upload(body, headers))).status;
}

describe('a rule', () => {
  it('applies to what it names, and the first match decides', async () => {
    mock.when({ accountId: '2002', fileName: 'big.pdf' }).respond({ example: 'tooLarge' });
    mock.when({ fileName: 'big.pdf' }).respond({ status: 503 });
    mock.when({ token: 'expired' }).respond({ status: 401 });
    mock.when({ clientId: 'client-1', header: { 'x-test': 'a b' } }).respond({ status: 418 });
    const rest = formOf('1', 'small.pdf');
    expect(await statusOf(formOf('2002', 'big.pdf'))).toBe(contract.refusals.tooLarge);
    expect(await statusOf(formOf('1', 'big.pdf'))).toBe(503);
    expect(await statusOf(rest, { Authorization: 'expired' })).toBe(401);
    expect(await statusOf(rest, { 'X-Test': 'a b' })).toBe(418);
    expect(await statusOf(rest, { 'X-Test': 'a' })).toBe(contract.success.status);
  });

  it('ends after its number of uploads, when it is removed, and on reset', async () => {
    const { remove } = mock.when({}).respond({ status: 503 });
    mock.when({ documentType: '' }).respond({ status: 429 }, { times: 2 });
    expect(await statusOf()).toBe(503);
    remove();
    expect([await statusOf(), await statusOf(), await statusOf()]).toEqual([429, 429, 200]);
    mock.when({}).respond({ status: 503 });
    mock.reset();
    expect(await statusOf()).toBe(200);
    expect(mock.rules()).toEqual([]);
  });

  it('comes after a forced next response, and before a preferred one', async () => {
    mock.when({}).respond({ status: 503 });
    mock.next({ status: 429 });
    const headers = { Prefer: 'code=403' };
    expect([await statusOf(goodForm, headers), await statusOf(goodForm, headers)]).toEqual([429, 503]);
  });

  it('is added, listed and removed over HTTP', async () => {
    const rule = { when: { fileName: 'a.csv' }, respond: { status: 503 }, times: 3 };
    const added = await ask(mock, '/rules', 'Rule', { method: 'POST', body: JSON.stringify(rule) });
    expect(added).toMatchObject({ status: 201, body: { ...rule, used: 0 } });
    expect(await statusOf()).toBe(503);
    expect((await ask(mock, '/rules')).body).toMatchObject([{ ...rule, used: 1 }]);
    const { id } = added.body as { id: number };
    expect(await ask(mock, `/rules/${id}`, undefined, { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect(await ask(mock, `/rules/${id}`, 'Problem', { method: 'DELETE' })).toMatchObject({ status: 404 });
    await post(mock, '/rules', rule);
    expect(await ask(mock, '/rules', undefined, { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect(await statusOf()).toBe(200);
  });

  it('follows the names of another contract', async () => {
    await using renamed = await startMock<'customer' | 'kind'>({ contract: shapes.renamed });
    renamed.when({ customer: 'C7' }).respond({ status: 503 });
    const send = (customer: string) => sendTo(renamed, shapes.renamed, { texts: { customer } });
    expect([(await send('C7')).status, (await send('C8')).status]).toEqual([
      503,
      shapes.renamed.success.status,
    ]);
    const match = { accountId: 'C7' } as object;
    expect(() => renamed.when(match).respond({})).toThrow("'accountId'");
  });

  it.each<[body: object, reason: RegExp]>([
    [{ when: { acountId: '1' }, respond: {} }, /'acountId'.*Did you mean 'accountId'/],
    [{ when: { fileName: 1 }, respond: {} }, /when\/fileName must be string/],
    [{ when: {}, respond: { stauts: 1 } }, /respond has no member 'stauts'. Did you mean 'status'/],
    [{ when: {}, respond: { for: {} } }, /Leave out for/],
    [{ when: {}, respond: { uploadRate: '0k' } }, /respond\/uploadRate must match/],
    [{ when: {}, respond: { afterBytes: 5 } }, /afterBytes says when/],
    [{ when: {}, respond: { stall: true, fate: 'hang' } }, /fate and stall exclude each other/],
    [{ when: {}, respond: { respondBeforeBody: true } }, /respondBeforeBody needs a status/],
    [{ when: {}, respond: {}, times: 0 }, /times must be >= 1/],
    [{ when: {} }, /must have required property 'respond'/],
  ])('is rejected when it is %j', async (rule, reason) => {
    const { status, body } = await post(mock, '/rules', rule);
    expect({ status, body }).toMatchObject({ status: 400, body: { detail: expect.stringMatching(reason) } });
    expect(mock.rules()).toEqual([]);
  });

  it('never shows its token', async () => {
    const secret = 's3cret-of-a-rule';
    mock.when({ token: secret }).respond({ body: { echoed: secret } });
    mock.when({ header: { Authorization: `Bearer ${secret}-2` } }).respond({ status: 503 });
    await statusOf(formOf(`${secret} and ${secret}-2`, `${secret}.csv`), { Authorization: secret });
    await statusOf(formOf('1', 'a.csv'), { Authorization: 'other', 'X-Note': `${secret}-2` });
    const listed = await (await fetch(`${mock.url}/__mock/rules`)).text();
    const journal = await (await fetch(`${mock.url}/__mock/requests`)).text();
    expect(`${listed}${journal}${JSON.stringify([mock.rules(), mock.requests()])}`).not.toMatch(/s3cret/);
    await expect(mock.waitForRequest({ token: `${secret}-3` }, { timeout: 1 })).rejects.not.toThrow('s3cret');
  });
});

describe('a response forced for one client', () => {
  it('by a rule stays with its worker: eight concurrent ones never collide', async () => {
    const workers = Array.from({ length: 8 }, (_, index) => `worker-${index}`);
    const ruled = workers.map(async (worker, index) => {
      const when = index % 2 === 0 ? { header: { 'X-Worker': worker } } : { clientId: worker };
      const to = target.replace('client-1', worker);
      const send = async () =>
        (await sendOne(mock.url, upload(goodForm, { 'X-Worker': worker }).replace(target, to))).status;
      const statuses = [await send()];
      await post(mock, '/rules', { when, respond: { status: 500 + index }, times: 2 });
      return [...statuses, await send(), await send(), await send()];
    });
    const expected = workers.map((_, index) => [200, 500 + index, 500 + index, 200]);
    expect(await Promise.all(ruled)).toEqual(expected);
  });

  it('reaches no other: eight workers never collide', async () => {
    const workers = Array.from({ length: 8 }, (_, index) => `worker-${index}`);
    for (const [index, worker] of workers.entries()) {
      mock.next({ status: 500 + index, for: { header: { 'X-Worker': worker } } });
      mock.next({ status: 510 + index, for: { clientId: worker } });
    }
    const sent = workers.map(async (worker) => [
      await statusOf(goodForm, { 'X-Worker': worker }),
      await statusOf(goodForm, { 'X-Worker': worker }),
      (await sendOne(mock.url, upload().replace(target, target.replace('client-1', worker)))).status,
    ]);
    expect(await Promise.all(sent)).toEqual(workers.map((_, index) => [500 + index, 200, 510 + index]));
  });
});

describe('an unknown name', () => {
  const loose = (value: object): never => value as never;

  it('is rejected in programs, with the closest one', () => {
    expect(() => mock.next(loose({ code: 503 }))).toThrow(TypeError);
    expect(() => mock.next(loose({ code: 503 }))).toThrow("no member 'code'");
    expect(() => mock.next(loose({ for: { clientID: 'a' } }))).toThrow("Did you mean 'clientId'?");
    expect(() => mock.requests(loose({ stauts: 400 }))).toThrow(
      "requests has no option 'stauts'. Did you mean 'status'?",
    );
    expect(() => mock.requests(loose({ status: '400' }))).toThrow('status is a status');
    expect(() => mock.when({}).respond({}, loose({ time: 1 }))).toThrow("Did you mean 'times'?");
  });

  it('is rejected by waitForRequest', async () => {
    await expect(mock.waitForRequest({}, loose({ timeOut: 1 }))).rejects.toThrow("Did you mean 'timeout'?");
    await expect(mock.waitForRequest(loose({ file: 'a' }))).rejects.toThrow("has no option 'file'");
  });

  it('is rejected over HTTP', async () => {
    const { body } = await ask(mock, '/requests?acountId=1', 'Problem');
    expect(body).toMatchObject({ detail: expect.stringContaining('Did you mean accountId?') });
  });
});

describe('waiting for a request', () => {
  it('ends with an earlier one, or the next one', async () => {
    const before = mock.waitForRequest({ fileName: 'later.csv' });
    await statusOf(formOf('1', 'other.csv'));
    await statusOf(formOf('1', 'later.csv'));
    expect(await before).toMatchObject({ request: { partCount: 2 } });
    expect(await mock.waitForRequest({ accountId: '1', answered: 'sent' })).toMatchObject({
      request: { parts: [{}, { fileName: 'other.csv' }] },
    });
  });

  it('fails with a list of other requests', async () => {
    await statusOf(formOf('1', 'other.csv'), { Authorization: token });
    const waiting = mock.waitForRequest({ fileName: 'never.csv' }, { timeout: 20 });
    await expect(waiting).rejects.toThrow(
      /No request with fileName "never.csv" arrived within 20 ms\. Other requests:\n {2}\d+\. POST .* 200 accepted .*other\.csv" of 16 bytes/,
    );
  });

  it('ends when the mock is closed, and needs the journal', async () => {
    const other = await startMock();
    const waiting = other.waitForRequest();
    await Promise.all([expect(waiting).rejects.toThrow('before the mock was closed'), other.close()]);
    await using silent = await startMock({ journal: false });
    await expect(silent.waitForRequest()).rejects.toThrow('journal');
  });
});
