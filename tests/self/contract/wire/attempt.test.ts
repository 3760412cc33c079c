import { describe, expect, test } from 'vitest';
import type { Settings } from '../../../contract/settings.ts';
import { sendSteps } from '../../../contract/wire/attempt.ts';
import type { Exchange, TransportErrorKind } from '../../../contract/wire/exchange.ts';
import { createTimeOutBudget } from '../../../contract/wire/time-out-budget.ts';
import { caseNamed, stepsOf, success } from '../facts.ts';

/** Which failures are retried, and which first failures count against the deployment. */
const contractCase = caseNamed('csv-file');
const [first] = stepsOf(contractCase, [success(contractCase)]);
if (first === undefined) throw new Error('the case has no step');
const { sent, exchange } = first;

const answered = (status: number, early = false): Exchange => ({
  ...exchange,
  early,
  response: { status, reason: '', headers: [], body: Buffer.alloc(0), cut: false },
});
const lost = (kind: TransportErrorKind, early = false): Exchange => ({
  ...exchange,
  early,
  response: null,
  error: { kind, message: kind },
});

/** Sends the case to a deployment that behaves like this, one attempt after the other. */
async function attempt(...tries: Exchange[]) {
  let used = 0;
  const settings = {
    baseUrl: 'http://upload.test',
    run: 'r',
    tool: { name: 't', version: '1' },
    headers: [],
  };
  const [step] = await sendSteps(
    contractCase,
    [sent],
    settings as unknown as Settings,
    async () => {
      const next = tries[used++];
      if (next === undefined) throw new Error('tried too often');
      return next;
    },
    createTimeOutBudget(),
  );
  return { used, response: step?.exchange.response?.status, failed: step?.failedAttempts.length };
}

describe('a lost exchange', () => {
  test.each(['reset', 'malformed-response'] as const)('is retried once after: %s', async (kind) => {
    expect(await attempt(lost(kind), answered(200))).toEqual({ used: 2, response: 200, failed: 1 });
    expect(await attempt(lost(kind), lost(kind))).toMatchObject({ used: 2, failed: 1 });
  });

  test('is retried after a time-out, but only a few times in a run', async () => {
    expect(await attempt(lost('timeout'), answered(200))).toEqual({ used: 2, response: 200, failed: 1 });
    expect(await attempt(lost('timeout'), lost('timeout'))).toMatchObject({ used: 2, failed: 1 });
  });

  test.each([500, 503, 429])('includes %i, which may be temporary', async (status) => {
    expect(await attempt(answered(status), answered(200))).toEqual({ used: 2, response: 200, failed: 1 });
    expect(await attempt(answered(status), answered(status))).toEqual({
      used: 2,
      response: status,
      failed: 0,
    });
  });

  test.each([200, 400, 409])('does not include %i', async (status) => {
    expect(await attempt(answered(status))).toEqual({ used: 1, response: status, failed: 0 });
  });

  test('does not count against a deployment that rejects early and closes', async () => {
    expect(await attempt(lost('reset', true), answered(401))).toMatchObject({ response: 401, failed: 0 });
    expect(await attempt(lost('reset'), answered(401, true))).toMatchObject({ response: 401, failed: 0 });
  });

  test('does not count against one that closes before it has the whole request', async () => {
    expect(await attempt(lost('reset', true), answered(200))).toMatchObject({ response: 200, failed: 0 });
  });

  test('counts against one that had the whole request, or could not be reached', async () => {
    expect(await attempt(lost('reset'), answered(200))).toMatchObject({ failed: 1 });
    expect(await attempt(lost('unreachable', true), answered(200))).toMatchObject({ failed: 1 });
  });
});
