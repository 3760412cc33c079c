import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import type { ContractCase, Step } from '../../../contract/case.ts';
import type { Report } from '../../../contract/report/report.ts';
import { phasesOf } from '../../../contract/run/phases.ts';
import { asAgreed, type Behaviour, rehearse, successFor, table } from './rehearsal.ts';

/** Some cases of each phase: few enough to send for each limit. */
const sample: ContractCase[] = phasesOf(table, contract.recognisedDocumentTypes).flatMap((phase) =>
  phase.filter(({ steps }, index) => index % 14 === 0 && steps.length < 8),
);

const takes =
  (...outcomes: Step['expect']['outcome'][]): Behaviour =>
  ({ request, expect }) =>
    outcomes.includes(expect.outcome) ? successFor(request) : undefined;

const right: Record<string, Behaviour> = {
  'all is as agreed': asAgreed,
  'chunked bodies are refused': ({ request }) =>
    request.framing === 'chunked' ? { status: 411 } : undefined,
  'malformed bodies are taken': takes('malformed'),
};

const faulty: Record<string, Behaviour> = {
  'two files are taken': takes('twoFiles'),
  'any token is taken': takes('missingToken', 'invalidToken'),
  'uploads without a file are taken': takes('missingFile'),
  'accounts of others are taken': takes('foreignAccount'),
};

/** The reports under each limit that leaves something out, and the one in which everything is sent. */
async function walk(behave: Behaviour): Promise<Report[]> {
  const rehearsal = (maxUploads: number) => rehearse(behave, { maxUploads }, sample);
  const whole = await rehearsal(250);
  const reports: Report[] = [];
  for (let maxUploads = 1; reports.at(-1)?.counts.accepted !== whole.counts.accepted; maxUploads += 1)
    reports.push(await rehearsal(maxUploads));
  expect(reports.at(-1)?.counts).toEqual(whole.counts);
  return [...reports, whole];
}

const untold = ({ cases }: Report): string[] =>
  cases.filter(({ verdict }) => verdict === 'inconclusive').map(({ id }) => id);

describe('with a limit from 1 to 250', () => {
  test.each(Object.entries(right))(
    'a right deployment keeps the contract only once everything is sent: %s',
    async (_, behave) => {
      const reports = await walk(behave);
      const kept = reports.findIndex(({ verdict }) => verdict === 'conforms');
      expect(kept).toBeGreaterThan(10);
      expect(reports.map(({ verdict }) => verdict)).toEqual(
        reports.map((_, index) => (index < kept ? 'inconclusive' : 'conforms')),
      );
      for (const [index, report] of reports.entries()) {
        if (report !== reports.at(-1)) expect(report.counts.accepted).toBeLessThanOrEqual(index + 1);
        expect(untold(report).length > 0).toBe(report.verdict === 'inconclusive');
        expect(report.counts.skipped).toBe(reports.at(-1)?.counts.skipped);
      }
    },
    120_000,
  );

  test.each(Object.entries(faulty))(
    'a faulty deployment never keeps it, and breaks it once everything is sent: %s',
    async (_, behave) => {
      const verdicts = (await walk(behave)).map(({ verdict }) => verdict);
      expect(new Set(verdicts)).toEqual(new Set(['inconclusive', 'violates']));
      expect(verdicts.at(-1)).toBe('violates');
    },
    120_000,
  );
});

describe('the whole table', () => {
  test.each([1, 2, 20, 150])('with --max-uploads %i two stored files never pass', async (maxUploads) => {
    const { verdict, notes } = await rehearse(takes('twoFiles'), { maxUploads });
    expect(verdict).not.toBe('conforms');
    expect(notes.join(' ')).toContain(`not sent: beyond --max-uploads ${maxUploads}.`);
  });

  test('is conclusive when every upload fits', async () => {
    const { counts } = await rehearse(asAgreed);
    // The last case needs room for its rejections, too, while it runs.
    const enough = await rehearse(asAgreed, { maxUploads: counts.accepted + 8 });
    expect(enough).toMatchObject({ verdict: 'conforms', notes: [] });
    const short = await rehearse(asAgreed, { maxUploads: counts.accepted - 1 });
    expect(short.verdict).toBe('inconclusive');
    expect(short.notes.join(' ')).toMatch(/not sent: beyond .* Checked in part: .*R12 \d+ of \d+/);
  });

  test('the results do not depend on the concurrency', async () => {
    const [one, eight] = await Promise.all(
      [1, 8].map((concurrency) => rehearse(asAgreed, { maxUploads: 60, concurrency })),
    );
    expect(eight?.counts.accepted).toBe(one?.counts.accepted);
  });
});
