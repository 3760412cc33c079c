import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createBudget } from '../../../contract/run/budget.ts';
import { startRun } from '../../../contract/run/run.ts';
import type { Settings } from '../../../contract/settings.ts';
import { caseTable } from '../../../contract/table.ts';
import type { Exchange } from '../../../contract/wire/exchange.ts';
import { caseNamed, factsOf, response, settings } from '../facts.ts';

/** Runs the table against a deployment that takes every upload, and counts what it took. */
async function takeEverything(caps: Partial<Settings>) {
  const taken = { uploads: 0, bytes: 0 };
  const run = startRun(caseTable, caseTable, { ...settings, ...caps }, async (request): Promise<Exchange> => {
    await delay(taken.uploads % 3);
    if (request.body?.length) taken.uploads += 1;
    taken.bytes += request.body?.length ?? 0;
    const answer = response({ body: { fileId: '1' } });
    return { request, response: answer, error: null, early: false, startedAt: 0, durationMs: 1 };
  });
  return { taken, facts: await run.finished };
}

describe('a deployment that takes what it should refuse', () => {
  test.each([1, 4, 16])('is left with --max-uploads at most, %i cases at a time', async (concurrency) => {
    const { taken, facts } = await takeEverything({ maxUploads: 20, concurrency });
    expect(taken.uploads).toBeLessThanOrEqual(20);
    expect(taken.uploads).toBeGreaterThan(15);
    expect(facts.accepted).toBeLessThanOrEqual(20);
  });

  test('is left with --max-bytes at most', async () => {
    const { facts } = await takeEverything({ maxBytes: 3_000_000 });
    expect(facts.acceptedBytes).toBeLessThanOrEqual(3_000_000);
    expect(facts.acceptedBytes).toBeGreaterThan(1_000_000);
  });

  test.each([0, 1, 2])('is left with next to nothing where --max-uploads is %i', async (maxUploads) => {
    const { taken } = await takeEverything({ maxUploads });
    expect(taken.uploads).toBe(maxUploads);
  });
});

describe('the room of an upload', () => {
  const accepted = caseNamed('csv-file');
  const refused = caseNamed('token-unknown');
  const reserve = (budget: ReturnType<typeof createBudget>, contractCase: typeof refused) =>
    budget.reserve(
      contractCase,
      factsOf(contractCase, [{}]).map(({ sent }) => sent),
    );

  test('is taken while a refusal is under way, and free when it was refused', () => {
    const budget = createBudget({ maxUploads: 1 });
    expect(reserve(budget, refused)).toBeUndefined();
    expect(reserve(budget, refused)).toBe('beyond --max-uploads 1');
    budget.settle(factsOf(refused, [{ status: 401 }]));
    expect(reserve(budget, refused)).toBeUndefined();
    budget.settle(factsOf(refused, [{ status: 200 }]));
    expect(reserve(budget, refused)).toBe('beyond --max-uploads 1');
    expect(budget.taken().uploads).toBe(1);
  });

  test('a quarter stays for refusals', () => {
    const budget = createBudget({ maxUploads: 4 });
    expect([1, 2, 3, 4].map(() => reserve(budget, accepted) ?? 'sent')).toEqual([
      'sent',
      'sent',
      'sent',
      'beyond --max-uploads 4',
    ]);
    expect(reserve(budget, refused)).toBeUndefined();
  });

  test.each([
    ['timeout', 'beyond --max-uploads 1'],
    ['reset', 'beyond --max-uploads 1'],
    ['unreachable', undefined],
  ] as const)('after %s it counts where the upload may be stored', (kind, reason) => {
    const budget = createBudget({ maxUploads: 1 });
    reserve(budget, refused);
    budget.settle(factsOf(refused, [kind]));
    expect(reserve(budget, refused)).toBe(reason);
    expect(budget.taken()).toEqual({ uploads: 0, bytes: 0 });
  });

  test('a request without a body needs none', () => {
    expect(reserve(createBudget({ maxUploads: 0 }), caseNamed('method-get'))).toBeUndefined();
  });

  test('all files of an upload have their bytes counted', () => {
    const twoFiles = caseNamed('two-files-large');
    const budget = createBudget({});
    budget.settle(factsOf(twoFiles, [{}]));
    expect(budget.taken().bytes).toBeGreaterThan(2_000_000);
  });
});
