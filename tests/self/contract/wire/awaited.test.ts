import { expect, test } from 'vitest';
import { awaited } from '../../../contract/wire/awaited.ts';
import type { Exchange, TransportErrorKind } from '../../../contract/wire/exchange.ts';
import { received } from '../facts.ts';

/** A deployment that is starting: the first request is retried until it responds, or the time is over. */
const request = { method: 'POST', target: '/', headers: [], body: undefined, chunked: false };

/** Sends `count` requests in order to a deployment with these responses; the last one repeats. */
async function wait(responses: (number | TransportErrorKind)[], limit: number, count = 1) {
  let time = 0;
  let sent = 0;
  const told: string[] = [];
  const clock = {
    now: () => time,
    sleep: async (milliseconds: number) => {
      time += milliseconds;
    },
  };
  const { send, inVain } = awaited(
    async (): Promise<Exchange> => {
      const next = responses[Math.min(sent, responses.length - 1)] ?? 200;
      sent += 1;
      time += 10;
      const result =
        typeof next === 'number'
          ? { response: received({ status: next }), error: null }
          : { response: null, error: { kind: next, message: `it ended with ${next}` } };
      return { request, ...result, early: false, startedAt: 0, durationMs: 10 };
    },
    limit,
    (text) => told.push(text),
    clock,
  );
  const exchanges: Exchange[] = [];
  for (let number = 0; number < count; number += 1) exchanges.push(await send(request));
  const ends = exchanges.map(({ response, error }) => response?.status ?? error?.kind);
  return { ends, sent, told, time, inVain: inVain() };
}

test.each<[TransportErrorKind | number]>([
  ['unreachable'],
  ['name-not-found'],
  ['reset'],
  ['timeout'],
  ['proxy'],
  [502],
  [503],
  [504],
])('%s is retried until the deployment responds', async (starting) => {
  const { ends, sent, told, inVain } = await wait([starting, starting, starting, 401], 60_000);
  expect({ ends, sent, inVain }).toEqual({ ends: [401], sent: 4, inVain: undefined });
  expect(told).toEqual([
    expect.stringMatching(/^Waiting for the deployment \(0\.0 of 60 s\): /),
    expect.stringMatching(/^The deployment responded after 0\.7 s\.$/),
  ]);
});

test.each<[TransportErrorKind | number]>([
  [200],
  [401],
  [404],
  [500],
  ['tls'],
  ['not-http'],
  ['malformed-response'],
])('%s is a response: the run does not wait', async (response) => {
  expect(await wait([response], 60_000)).toMatchObject({
    ends: [response],
    sent: 1,
    told: [],
    inVain: undefined,
  });
});

test('when the time is over the last exchange is returned, and later requests do not wait', async () => {
  const { ends, time, told, inVain } = await wait(['unreachable'], 30_000, 3);
  expect(ends).toEqual(['unreachable', 'unreachable', 'unreachable']);
  expect(time).toBeGreaterThanOrEqual(30_000);
  expect(time).toBeLessThan(30_200);
  expect(inVain).toBe(30_000);
  expect(told.length).toBeLessThanOrEqual(4);
});

test('a deployment that has responded once is not waited for again', async () => {
  expect(await wait([200, 503], 60_000, 2)).toMatchObject({ ends: [200, 503], sent: 2 });
});
