import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import type { Verdict } from '../../../contract/judge/verdict.ts';
import { type MinCoverage, parseMinCoverage } from '../../../contract/report/min-coverage.ts';
import { mergeShards } from '../../../contract/report/shards/merge.ts';
import { caseOf, check, reportOf } from './sample.ts';

/** A limited run: all 2 cases of R1 were conclusive, 3 of 4 of R7, 1 of 2 of R14. */
function capped(minCoverage?: MinCoverage, others: Verdict[] = []) {
  const unsent = { attempts: 0, reason: 'no room under --max-uploads', exchanges: [] };
  const told = (id: string, rule: 'R1' | 'R7' | 'R14', verdict: Verdict) =>
    caseOf(id, verdict, [check(rule, verdict)], verdict === 'inconclusive' ? unsent : {});
  const cases = [
    ...['a', 'b'].map((id) => told(id, 'R1', 'pass')),
    ...['c', 'd', 'e'].map((id) => told(id, 'R7', 'pass')),
    told('f', 'R7', 'inconclusive'),
    told('g', 'R14', 'pass'),
    told('h', 'R14', 'inconclusive'),
    ...others.map((verdict, index) => told(`o${index}`, 'R1', verdict)),
  ];
  return reportOf(cases, { cut: true, minCoverage });
}

describe('a limited run', () => {
  test.each<[string, MinCoverage | undefined, string]>([
    ['could not tell without a share', undefined, 'inconclusive'],
    ['conforms at the share of the rule', { R7: 75 }, 'conforms'],
    ['could not tell below it', { R7: 76 }, 'inconclusive'],
    ['conforms at the share of the level', { MUST: 75 }, 'conforms'],
    ['could not tell below that of a rule of its own', { MUST: 50, R7: 100 }, 'inconclusive'],
    ['conforms where a rule of its own asks for less', { MUST: 100, R7: 50 }, 'conforms'],
    ['could not tell where the rules that are not named have gaps', { R1: 50 }, 'inconclusive'],
    ['could not tell below the share of a SHOULD', { MUST: 50, R14: 60 }, 'inconclusive'],
    ['could not tell where a named rule was not looked at', { MUST: 50, R8: 1 }, 'inconclusive'],
  ])('%s', (_, asked, verdict) => {
    expect(capped(asked).verdict).toBe(verdict);
  });

  test('says what is missing, and in the headline what is inconclusive', () => {
    const report = capped({ R7: 100 });
    expect(report.notes).toContain('R7: 3 of 4 cases were conclusive; --min-coverage requires 100%.');
    expect(capped({ R7: 75 }).headline).toBe(
      'The deployment keeps the contract. 2 of 8 cases inconclusive; required: R7 75%.',
    );
  });

  test('does not improve for a broken rule, and skipped cases do not count', () => {
    expect(capped({ MUST: 1 }, ['fail']).verdict).toBe('violates');
    expect(capped({ R1: 100, R7: 75 }, ['skipped']).verdict).toBe('conforms');
  });

  test('keeps the share in the merged report of its shards', () => {
    const shard = (index: number, options = {}) => ({
      ...capped({ R7: 75 }),
      shard: {
        index,
        count: 1,
        options,
        facts: { preflight: { kind: 'accepted' }, turnedAway: 0, lost: false, cut: true },
        beside: [],
        judged: [],
      },
    });
    expect(mergeShards([{ name: 'a', report: shard(1) }], contract)).toMatchObject({
      minCoverage: { R7: 75 },
    });
  });
});

describe('--min-coverage', () => {
  const rules = contract.requirements.map(({ id }) => id);

  test('takes rules and levels, in either letter case', () => {
    expect(parseMinCoverage(['r7=100%', 'MUST=80%'], rules)).toEqual({
      asked: { R7: 100, MUST: 80 },
      problems: [],
    });
  });

  test.each(['R7', 'R7=', 'R7=80', 'R7=0%', 'R7=101%', 'R7=-1%', '=80%', '80%', 'R99=80%', 'MAY=80%'])(
    'refuses %j with a sentence',
    (text) => {
      const { asked, problems } = parseMinCoverage([text], rules);
      expect([asked, problems]).toEqual([{}, [expect.stringMatching(/^--min-coverage/)]]);
    },
  );

  test('rejects a rule that is given twice', () => {
    expect(parseMinCoverage(['R7=1%', 'R7=2%'], rules).problems).toEqual([
      '--min-coverage names R7 twice: leave one out',
    ]);
  });
});
