import { describe, expect, test } from 'vitest';
import { contractCases } from '../../../contract/index.ts';
import { startRun } from '../../../contract/run/run.ts';
import type { Settings } from '../../../contract/settings.ts';
import { settings } from '../facts.ts';
import { type Behaviour, rehearse, sendTo } from './rehearsal.ts';

/** Deployments that keep a run waiting. */
const hangsOn =
  (outcome: string): Behaviour =>
  ({ expect }) =>
    expect.outcome === outcome ? 'timeout' : undefined;

describe('three time-outs under one rule', () => {
  test('end it: the rule has failed, and its other cases are not sent, with the reason', async () => {
    const report = await rehearse(hangsOn('twoFiles'));
    expect(report.verdict).toBe('violates');
    const [rule] = report.requirements.filter(({ id }) => id === 'R7');
    expect(rule?.verdict).toBe('fail');
    const ruled = report.cases.filter(({ id }) => rule?.cases.includes(id));
    const unsent = ruled.filter(({ attempts }) => attempts === 0);
    // As many as were running when the third one ended, without the retry of each run.
    expect(ruled.length - unsent.length).toBeLessThan(10);
    for (const { verdict, reason } of unsent) {
      expect([verdict, reason]).toEqual(['inconclusive', '3 earlier time-outs under R7']);
    }
    expect(report.notes.join(' ')).toMatch(
      /not sent: 3 earlier time-outs under R7\. Checked in part: .*R7 \d+ of \d+/,
    );
  });

  test('do not affect the other rules', async () => {
    const report = await rehearse(hangsOn('twoFiles'));
    for (const id of ['R2', 'R3', 'R4', 'R5', 'R6', 'R8', 'R9', 'R10', 'R11']) {
      const { verdict, told, cases } = report.requirements.find((rule) => rule.id === id) ?? {};
      expect([id, verdict, told]).toEqual([id, 'pass', cases?.length]);
    }
  });

  test('end a case between its steps, too, which makes the others inconclusive', async () => {
    const report = await rehearse(hangsOn('twoFiles'), { concurrency: 1 });
    const repeated = report.cases.find(({ id }) => id === 'repeated-two-files');
    const again = repeated?.checks.filter(({ verdict }) => verdict === 'pass' || verdict === 'skipped');
    expect(repeated?.exchanges.length).toBeLessThanOrEqual(3);
    expect(again?.some(({ requirement }) => requirement === 'R7')).toBe(false);
  });
});

describe('--max-duration', () => {
  const run = (particulars: Partial<Settings>, respond: Parameters<typeof startRun>[3]) =>
    startRun(contractCases(), contractCases(), { ...settings, ...particulars }, respond);

  test('ends a run that waits for a missing response: cases that do not fit are inconclusive, by name', async () => {
    const respond = sendTo(() => undefined);
    let sent = 0;
    const stuck = run({ maxDuration: 300 }, (request, options) => {
      sent += 1;
      return sent > 20 ? new Promise(() => {}) : respond(request, options);
    });
    const facts = await stuck.finished;
    expect(facts).toMatchObject({ cut: true, lost: false });
    const results = await Promise.all(contractCases().map(({ id }) => stuck.result(id)));
    const untold = results.filter(({ verdict }) => verdict === 'inconclusive');
    expect(untold.length).toBeGreaterThan(200);
    for (const { reason, attempts } of untold) {
      if (attempts === 0) expect(reason).toBe('beyond --max-duration 300');
    }
  });

  test('sends nothing without any time', async () => {
    let sent = 0;
    const { cut } = await run({ maxDuration: 0 }, () => {
      sent += 1;
      return new Promise(() => {});
    }).finished;
    expect([cut, sent]).toEqual([true, 0]);
  });

  test('changes nothing if there is enough', async () => {
    const report = await rehearse(() => undefined, { maxDuration: 600_000 });
    expect(report).toMatchObject({ verdict: 'conforms', notes: [] });
  });
});
