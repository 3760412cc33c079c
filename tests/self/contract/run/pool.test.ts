import { describe, expect, test } from 'vitest';
import { createPool, type Pool } from '../../../contract/run/pool.ts';
import type { Exchange } from '../../../contract/wire/exchange.ts';
import type { SendOptions } from '../../../contract/wire/send.ts';
import { type GivenResponse, received } from '../facts.ts';

/** `--concurrency auto`, on deployments whose response times depend on the number of concurrent requests. */
type Deployment = (concurrent: number) => GivenResponse & { time: number };

/** Sends as many requests as a run, and reports how many were concurrent. */
async function load(deployment: Deployment, count: number, pool: Pool, options: SendOptions = {}) {
  const sizes: number[] = [];
  const send = pool.watch(async (request): Promise<Exchange> => {
    sizes.push(pool.limit.activeCount);
    // Everything that fits is sent before the first of it ends.
    await new Promise((resolve) => setImmediate(resolve));
    const { time, ...response } = deployment(pool.limit.activeCount);
    return {
      request,
      response: received(response),
      error: null,
      early: false,
      startedAt: 0,
      durationMs: time,
    };
  });
  const request = { method: 'POST', target: '/', headers: [], body: Buffer.alloc(0) };
  await pool.limit.map(Array.from({ length: count }), () => send(request as never, options));
  return sizes;
}

const steady: Deployment = () => ({ time: 2000 });
const oneAtATime: Deployment = (concurrent) => ({ time: 100 * concurrent });

describe('auto', () => {
  test('raises the concurrency quickly while responses stay fast, up to 64', async () => {
    const sizes = await load(steady, 410, createPool('auto'));
    expect(Math.max(...sizes)).toBe(64);
    // A deployment with 2 s per response is done in less than 90 s.
    const seconds = sizes.reduce((sum, size) => sum + 2 / size, 0);
    expect(seconds).toBeLessThan(45);
  });

  test('stays where it is on a deployment that handles one request at a time', async () => {
    expect(Math.max(...(await load(oneAtATime, 410, createPool('auto'))))).toBeLessThanOrEqual(8);
  });

  test.each([429, 503])(
    'goes down to one on a deployment that responds with %i to all but one',
    async (status) => {
      const pool = createPool('auto');
      await load((concurrent) => ({ time: 10, status: concurrent > 1 ? status : 200 }), 100, pool);
      expect(pool.limit.concurrency).toBeLessThanOrEqual(2);
    },
  );

  test('backs off once for concurrent requests that get Retry-After', () => {
    const pool = createPool('auto');
    pool.backOff();
    expect(pool.limit.concurrency).toBe(2);
  });

  test('ignores bodies that are paused', async () => {
    const pool = createPool('auto');
    await load(steady, 40, pool, { hold: async () => {} } as SendOptions);
    expect(pool.limit.concurrency).toBe(4);
  });
});

test('a number stays as it is, whatever happens', async () => {
  const sizes = await load(() => ({ time: 10, status: 429 }), 100, createPool(7));
  expect(Math.max(...sizes)).toBe(7);
});
