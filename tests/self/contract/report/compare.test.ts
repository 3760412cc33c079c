import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Change, compareReports } from '../../../contract/report/comparison/compare.ts';
import { renderComparison } from '../../../contract/report/comparison/comparison-text.ts';
import { renderJson } from '../../../contract/report/formats/json.ts';
import type { ReportedCase } from '../../../contract/report/report.ts';
import { commandHere } from '../../scripts/cli/here.ts';
import { command } from '../../scripts/verify/command.ts';
import { caseOf, check, exchange, hostile, reportOf } from './sample.ts';

const kept = caseOf('a', 'pass', [check('R7', 'pass')], { exchanges: [exchange(400)] });
const broken = caseOf('a', 'fail', [check('R7', 'fail')], { exchanges: [exchange(200)] });
const warned = caseOf('a', 'warn', [check('R7', 'pass'), check('R13', 'warn')], {
  exchanges: [exchange(409)],
});
const untold = caseOf('a', 'inconclusive', [check('R7', 'inconclusive')], {
  reason: 'no response',
  exchanges: [],
});

/** The lists that are not empty, each change as `before -> after`. */
function changed(before: ReportedCase[], after: ReportedCase[], strict = false): Record<string, string[]> {
  const comparison = compareReports(reportOf(before, { strict }), reportOf(after, { strict }));
  const lists = Object.entries<(Change | string)[]>({ ...comparison }).map(([name, changes]) => {
    const texts = changes.map((change) =>
      typeof change === 'string' ? change : `${change.before} -> ${change.after}`,
    );
    return [name, texts] as const;
  });
  return Object.fromEntries(lists.filter(([, texts]) => texts.length > 0));
}

describe('what changed between two runs', () => {
  test('the same run twice: nothing', () => {
    expect(changed([kept, { ...broken, id: 'b' }], [kept, { ...broken, id: 'b' }])).toEqual({});
  });

  test('a rule that is broken now is a new failure, and its status another one', () => {
    expect(changed([kept], [broken])).toEqual({
      newFailures: ['400 -> 200, breaks R7'],
      statuses: ['400 -> 200'],
    });
  });

  test('a rule that is kept now is fixed', () => {
    expect(changed([broken], [kept])).toEqual({
      fixed: ['200 -> 400, keeps R7'],
      statuses: ['200 -> 400'],
    });
  });

  test('a case that breaks one more rule is a new failure, too', () => {
    const worse = caseOf('a', 'fail', [check('R7', 'fail'), check('R2', 'fail')]);
    expect(changed([broken], [worse]).newFailures).toEqual(['200 -> 200, breaks R2']);
  });

  test('a warning is no failure, unless runs are strict', () => {
    expect(changed([kept], [warned])).toMatchObject({ newWarnings: ['400 -> 409, breaks R13'] });
    expect(changed([kept], [warned], true)).toMatchObject({ newFailures: ['400 -> 409, breaks R13'] });
    expect(changed([warned], [{ ...warned, checks: [check('R13', 'pass')] }])).toMatchObject({
      goneWarnings: ['409 -> 409, keeps R13'],
    });
  });

  test('a case that became inconclusive is neither fixed nor failing', () => {
    expect(changed([broken], [untold])).toEqual({ noLongerTold: ['fail -> inconclusive (no response)'] });
    expect(changed([untold], [broken])).toMatchObject({ newlyTold: ['inconclusive (no response) -> fail'] });
  });

  test('a new case that fails is a new failure', () => {
    expect(changed([], [broken])).toEqual({ newFailures: ['missing -> fail'], added: ['a'] });
  });

  test('a missing case is lost coverage, unless it was inconclusive', () => {
    expect(changed([kept], [])).toEqual({ noLongerTold: ['pass -> missing'], removed: ['a'] });
    expect(changed([untold], [])).toEqual({ removed: ['a'] });
  });

  test('so is a rule that a case no longer checks, whatever else it checks', () => {
    const lessTold = { ...warned, checks: [check('R7', 'inconclusive'), check('R13', 'warn')] };
    expect(changed([warned], [lessTold])).toEqual({
      noLongerTold: ['warn -> warn, no longer checks R7'],
    });
    expect(changed([lessTold], [lessTold])).toEqual({});
  });

  test('another status counts even if the verdict is the same, and so does no response', () => {
    const other = { ...kept, exchanges: [exchange(null)] };
    expect(changed([kept], [other])).toEqual({ statuses: ['400 -> no response'] });
  });

  test('reports from elsewhere are shown harmlessly', () => {
    const attacked = reportOf([{ ...untold, reason: hostile }]);
    const text = renderComparison(
      reportOf([kept]),
      attacked,
      compareReports(reportOf([kept]), attacked),
      pc.createColors(false),
    );
    expect(text).toContain('No longer conclusive (1)');
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });
});

describe('the command', () => {
  let folder: string;
  const files = { kept: [kept], broken: [broken], untold: [untold], none: [] };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'compare-'));
    for (const [name, cases] of Object.entries(files)) {
      await writeFile(join(folder, `${name}.json`), renderJson(reportOf(cases)));
    }
    await writeFile(join(folder, 'other.json'), '{}');
  });
  afterAll(() => rm(folder, { recursive: true }));
  const compare = (before: string, after: string, run = commandHere) =>
    run(['compare', join(folder, `${before}.json`), join(folder, `${after}.json`)]);

  test.each([
    ['kept', 'kept', 0, 'Nothing changed.'],
    ['broken', 'kept', 0, 'No new failures.'],
    ['kept', 'broken', 1, '1 new failure.'],
    ['kept', 'untold', 1, 'No longer conclusive (1)'],
    ['kept', 'untold', 1, 'Lost coverage: 1 case checks less than before.'],
    ['kept', 'none', 1, 'Lost coverage: 1 case checks less than before.'],
    ['untold', 'untold', 0, 'Nothing changed.'],
  ])('%s then %s: exit code %i', async (before, after, code, sentence) => {
    const ended = await compare(before, after);
    expect(ended).toMatchObject({ code, stderr: '' });
    expect(ended.stdout).toContain(sentence);
  });

  test('everything that cannot be compared is named in one message', async () => {
    const { code, stdout, stderr } = await compare('nowhere', 'other', command);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^cannot read .*nowhere\.json \(ENOENT\)\n.*other\.json is not a report of schema 1: .*\n$/,
    );
  });
});
