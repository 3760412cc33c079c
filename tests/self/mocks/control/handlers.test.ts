import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { uploadHandlers } from '../../../../mocks/msw.ts';
import { account, content, target, token } from '../form.ts';

/** Handlers are controlled and queried like the mock. */

const handlers = uploadHandlers({ tokens: [token] });
const server = setupServer(...handlers);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));

afterEach(() => {
  server.resetHandlers();
  handlers.reset();
});

afterAll(() => server.close());

function send(init: RequestInit = {}, fileName = 'a.csv'): Promise<Response> {
  const body = new FormData();
  body.append(account, '1001');
  body.append(content, new File(['id;name'], fileName));
  const headers = { [contract.credential.header]: token, ...init.headers };
  return fetch(`http://files.test${target}`, { method: contract.method, body, ...init, headers });
}

const statusOf = async (...sent: Parameters<typeof send>): Promise<number> => (await send(...sent)).status;

describe('the handlers', () => {
  it('force responses, by order, by rule and by preference', async () => {
    handlers.next({ example: 'twoFiles' });
    handlers.next({ status: 201, body: { mine: true }, for: { header: { 'X-Test': '1' } } });
    handlers.when({ fileName: 'big.pdf' }).respond({ example: 'tooLarge' }, { times: 1 });
    expect(await statusOf({}, 'big.pdf')).toBe(contract.refusals.twoFiles);
    expect(await statusOf({}, 'big.pdf')).toBe(contract.refusals.tooLarge);
    expect(await statusOf({}, 'big.pdf')).toBe(contract.success.status);
    expect(await (await send({ headers: { 'X-Test': '1' } })).json()).toEqual({ mine: true });
    const preferred = await send({ headers: { Prefer: 'code=403' } });
    expect([preferred.status, preferred.headers.get('preference-applied')]).toEqual([403, 'code=403']);
    expect(await statusOf({ headers: { Prefer: 'dynamic=true' } })).toBe(501);
  });

  it('have handlers of named responses for server.use', async () => {
    server.use(handlers.respond('twoFiles', { once: true }));
    expect([await statusOf(), await statusOf()]).toEqual([contract.refusals.twoFiles, 200]);
    server.use(handlers.respond({ status: 503, headers: { 'Retry-After': '1' } }));
    expect((await send()).headers.get('retry-after')).toBe('1');
    expect(() => handlers.respond('nothing')).toThrow('twoFiles');
    expect(() => handlers.respond({ code: 1 } as object)).toThrow(TypeError);
  });

  it('keep a journal without tokens, that can be waited for', async () => {
    const waiting = handlers.waitForRequest({ fileName: 'b.csv', accountId: '1001' });
    await send({ headers: { 'X-Note': token } }, 'b.csv');
    expect(await waiting).toMatchObject({ ruling: { outcome: 'accepted' }, answered: 'sent' });
    const [entry] = handlers.requests({ status: 200 });
    expect(entry).toMatchObject({ over: true, bytes: expect.any(Number), request: { partCount: 2 } });
    expect(JSON.stringify(entry)).not.toContain(token);
    handlers.reset();
    await expect(handlers.waitForRequest({}, { timeout: 5 })).rejects.toThrow('No other request arrived.');
  });

  it('lose responses, and break uploads off', async () => {
    handlers.next({ fate: 'reset' });
    await expect(send()).rejects.toThrow(TypeError);
    handlers.next({ afterBytes: 5, reset: true });
    await expect(send()).rejects.toThrow(TypeError);
    handlers.next({ respondBeforeBody: true, status: 413 });
    expect(await statusOf()).toBe(413);
    for (const forced of [{ stall: true }, { fate: 'hang' as const }, { delay: 60_000 }]) {
      handlers.next(forced);
      await expect(send({ signal: AbortSignal.timeout(60) })).rejects.toThrow('aborted');
    }
    expect(
      handlers
        .requests()
        .map(({ answered }) => answered)
        .slice(0, 3),
    ).toEqual(['reset', 'reset', 'sent']);
    await expect.poll(() => handlers.requests({ answered: 'gone' })).toHaveLength(1);
  });

  it('support delays and rates', async () => {
    const slow = uploadHandlers({ latency: [40, 50] });
    server.use(...slow);
    slow.next({ uploadRate: 1000 });
    const start = performance.now();
    expect(await statusOf()).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(250);
    expect(() => uploadHandlers({ uploadRate: 'slow' })).toThrow('uploadRate "slow"');
  });
});
