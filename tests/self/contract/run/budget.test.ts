import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { contractCases } from '../../../contract/index.ts';
import { createBudget } from '../../../contract/run/budget.ts';
import { startRun } from '../../../contract/run/run.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Exchange } from '../../../contract/wire/exchange.ts';
import { caseNamed, received, settings, stepsOf } from '../facts.ts';

/** Runs the table against a deployment that accepts every upload, and counts what it accepted. */
async function takeEverything(caps: Partial<Settings>) {
  const taken = { uploads: 0, bytes: 0 };
  const run = startRun(
    contractCases(),
    contractCases(),
    { ...settings, ...caps },
    async (request): Promise<Exchange> => {
      await delay(taken.uploads % 3);
      if (request.body?.length) taken.uploads += 1;
      taken.bytes += request.body?.length ?? 0;
      const response = received({ body: { fileId: '1' } });
      return { request, response, error: null, early: false, startedAt: 0, durationMs: 1 };
    },
  );
  return { taken, facts: await run.finished };
}

describe('a deployment that accepts what it should reject', () => {
  test.each([1, 4, 16])(
    'is left with --max-uploads at most, with %i concurrent cases',
    async (concurrency) => {
      const { taken, facts } = await takeEverything({ maxUploads: 20, concurrency });
      expect(taken.uploads).toBeLessThanOrEqual(20);
      expect(taken.uploads).toBeGreaterThan(15);
      expect(facts.accepted).toBeLessThanOrEqual(20);
    },
  );

  test('is left with --max-bytes at most', async () => {
    const { facts } = await takeEverything({ maxBytes: 3_000_000 });
    expect(facts.acceptedBytes).toBeLessThanOrEqual(3_000_000);
    expect(facts.acceptedBytes).toBeGreaterThan(1_000_000);
  });

  test.each([0, 1, 2])('is left with next to nothing when --max-uploads is %i', async (maxUploads) => {
    const { taken } = await takeEverything({ maxUploads });
    expect(taken.uploads).toBe(maxUploads);
  });
});

describe('the room of an upload', () => {
  const refused = caseNamed('token-unknown');
  const requests = stepsOf(refused, [{}]).map(({ sent }) => sent);
  const reserve = (budget: ReturnType<typeof createBudget>) => budget.reserve(requests);
  const full = 'beyond --max-uploads 1';

  test('is reserved for a rejection in progress: the next one waits, and goes after it', async () => {
    const budget = createBudget({ maxUploads: 1 });
    expect(await reserve(budget)).toBeUndefined();
    let response: unknown = 'waiting';
    const next = reserve(budget).then((reason) => {
      response = reason;
    });
    await delay(5);
    expect(response).toBe('waiting');
    budget.settle(requests, stepsOf(refused, [{ status: 401 }]));
    await next;
    expect(response).toBeUndefined();
    budget.settle(requests, stepsOf(refused, [{ status: 200 }]));
    expect(await reserve(budget)).toBe(full);
    expect(budget.taken().uploads).toBe(1);
  });

  test('is available up to the limit, for stored and for rejected uploads', async () => {
    const budget = createBudget({ maxUploads: 4 });
    const reasons: unknown[] = [];
    for (let number = 1; number <= 5; number += 1) {
      const reason = await reserve(budget);
      reasons.push(reason ?? 'sent');
      if (reason === undefined) budget.settle(requests, stepsOf(refused, [{}]));
    }
    expect(reasons).toEqual(['sent', 'sent', 'sent', 'sent', 'beyond --max-uploads 4']);
  });

  test.each([
    ['timeout', full],
    ['reset', full],
    ['unreachable', undefined],
  ] as const)('after %s it counts where the upload may be stored', async (kind, reason) => {
    const budget = createBudget({ maxUploads: 1 });
    await reserve(budget);
    budget.settle(requests, stepsOf(refused, [kind]));
    expect(await reserve(budget)).toBe(reason);
    expect(budget.taken()).toEqual({ uploads: 0, bytes: 0 });
  });

  test('a request without a body needs none', async () => {
    const [bare] = stepsOf(caseNamed('method-get'), [{}]);
    expect(
      await createBudget({ maxUploads: 0 }).reserve(bare === undefined ? [] : [bare.sent]),
    ).toBeUndefined();
  });

  test('all files of an upload have their bytes counted', () => {
    const facts = stepsOf(caseNamed('two-files-large'), [{}]);
    const budget = createBudget({});
    budget.settle(
      facts.map(({ sent }) => sent),
      facts,
    );
    expect(budget.taken().bytes).toBeGreaterThan(2_000_000);
  });
});
