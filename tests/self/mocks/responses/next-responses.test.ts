import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { ask, post } from '../ask.ts';
import { token, upload } from '../form.ts';
import { sendOne } from '../wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ tokens: [token] });
});

beforeEach(() => mock.reset());

afterAll(() => mock.close());

describe('a forced response', () => {
  it('goes to the next uploads, in order, whatever they are', async () => {
    expect(await post(mock, '/next', { status: contract.refusals.foreignAccount })).toMatchObject({
      status: 204,
    });
    mock.next({ example: 'tooLarge' });
    mock.next({ status: 503 });
    mock.next({ status: 201, body: { mine: true }, headers: { 'X-Mine': '1' } });
    const statuses: number[] = [];
    for (let sent = 0; sent < 5; sent += 1) statuses.push((await sendOne(mock.url, upload())).status);
    expect(statuses).toEqual([contract.refusals.foreignAccount, contract.refusals.tooLarge, 503, 201, 200]);
  });

  it('may be delayed, or lost', async () => {
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
    [
      { state: 200 },
      "it has no member 'state'. Did you mean 'status'? It has status, example, body, headers, delay, fate, uploadRate, responseRate, afterBytes, stall, reset, respondBeforeBody, for",
    ],
    [{ fate: 'explode' }, 'fate must be equal to one of the allowed values: reset, hang'],
    [[], 'it must be object'],
    ['text', 'it must be object'],
    [null, 'it must be object'],
  ])('is rejected when it is %j', async (body, fault) => {
    expect(await post(mock, '/next', body)).toMatchObject({
      status: 400,
      body: { detail: `The body is not as described: ${fault}.` },
    });
  });

  it.each(['', '{"status":', 'status=503'])('is rejected when it is not JSON but "%s"', async (body) => {
    const response = await ask(mock, '/next', 'Problem', { method: 'POST', body });
    expect(response).toMatchObject({ status: 400, body: { detail: 'The body is not JSON.' } });
  });

  it('is rejected, with a list of examples, when the contract has no such example', async () => {
    const { status, body } = await post(mock, '/next', { example: 'nothing' });
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain('twoFiles');
    expect(() => mock.next({ example: 'nothing' })).toThrow('twoFiles');
  });
});
