import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { baseline } from '../../../contract/cases/recipes.ts';
import { encodeRequest } from '../../../contract/request/encode.ts';
import { resolveRequest } from '../../../contract/request/resolve.ts';
import type { Exchange } from '../../../contract/wire/exchange.ts';
import { longestWaits, paced } from '../../../contract/wire/pace.ts';
import { type GivenResponse, received } from '../facts.ts';

/** Retry-After is honoured on 429 and 503, and on nothing else. */
const variables = { clientId: 'c', accountId: 'a', foreignAccountId: 'f', token: 't', mark: 'm' };
const request = encodeRequest(resolveRequest(baseline, variables, contract), {
  baseUrl: 'http://x',
  headers: [],
  userAgent: 't',
});

const told = (status: number, after?: string): GivenResponse => ({
  status,
  headers: after === undefined ? [] : [['Retry-After', after]],
});

/** A sender that returns these responses in order. */
function responding(responses: GivenResponse[]) {
  const clock = virtualClock();
  const sent: number[] = [];
  const waits: number[] = [];
  const send = paced(
    async (): Promise<Exchange> => {
      sent.push(clock.now());
      const response = responses[Math.min(sent.length, responses.length) - 1] ?? {};
      return {
        request,
        response: received(response),
        error: null,
        early: false,
        startedAt: 0,
        durationMs: 1,
      };
    },
    (wait) => waits.push(wait),
    clock,
  );
  return { send, sent, waits, clock };
}

/** A clock that moves only when somebody sleeps. */
function virtualClock() {
  let time = 0;
  return {
    now: () => time,
    sleep: async (milliseconds: number) => {
      const wakeAt = time + milliseconds;
      await Promise.resolve();
      time = Math.max(time, wakeAt);
    },
  };
}

describe('paced()', () => {
  test.each([429, 503])('%i with Retry-After is retried after that time', async (status) => {
    const { send, sent, waits } = responding([told(status, '2'), { status: 200 }]);
    const exchange = await send(request);
    expect(exchange.response?.status).toBe(200);
    expect(sent).toEqual([0, 2000]);
    expect(waits).toEqual([2000]);
  });

  test('a date works, too', async () => {
    const { send, sent } = responding([told(503, new Date(5000).toUTCString()), { status: 200 }]);
    await send(request);
    expect(sent).toEqual([0, 5000]);
  });

  test.each([
    ['429 without Retry-After', told(429)],
    ['500 with Retry-After', told(500, '1')],
    ['200 with Retry-After', told(200, '1')],
  ])('%s is judged like any response', async (_, response) => {
    const { send, sent } = responding([response]);
    const exchange = await send(request);
    expect([exchange.response?.status, sent.length]).toEqual([response.status, 1]);
  });

  test('all other requests wait with it', async () => {
    const { send, sent } = responding([told(429, '3'), told(429, '3'), told(429, '3'), { status: 200 }]);
    await Promise.all([send(request), send(request), send(request)]);
    expect(sent.every((at) => at === 0 || at >= 3000)).toBe(true);
  });

  test('a deployment that always sends Retry-After is not judged', async () => {
    const { send } = responding([told(429, '1')]);
    const exchange = await send(request);
    expect(exchange).toMatchObject({ response: null, error: { kind: 'rate-limited' } });
  });

  test('a deployment that asks for an hour is not waited for', async () => {
    const { send, sent } = responding([told(503, '3600')]);
    expect(await send(request)).toMatchObject({ error: { kind: 'rate-limited' } });
    expect(sent.length).toBe(1);
  });

  test.each(['0', '1', '7', '60'])(
    'the total wait is limited when everything gets Retry-After: %s',
    async (seconds) => {
      const { send, clock } = responding([told(429, seconds)]);
      const workers = Array.from({ length: 4 }, async () => {
        for (let sent = 0; sent < 75; sent += 1)
          expect(await send(request)).toMatchObject({ error: { kind: 'rate-limited' } });
      });
      await Promise.all(workers);
      expect(clock.now()).toBeLessThanOrEqual(longestWaits);
    },
  );

  test('the run waits each time for a deployment that limits the rate now and then', async () => {
    const { send, sent } = responding(
      Array.from({ length: 200 }, (_, index) => (index % 10 === 0 ? told(429, '2') : { status: 200 })),
    );
    for (let sent = 0; sent < 180; sent += 1) expect((await send(request)).response?.status).toBe(200);
    expect(sent.length).toBe(200);
  });
});
