import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { renderHar } from '../../../contract/report/formats/har.ts';
import { renderHtml } from '../../../contract/report/formats/html/page.ts';
import { renderJson } from '../../../contract/report/formats/json.ts';
import { renderJunit } from '../../../contract/report/formats/junit.ts';
import { renderMarkdown } from '../../../contract/report/formats/markdown.ts';
import { renderSummary } from '../../../contract/report/formats/terminal.ts';
import { acceptKnownFailures } from '../../../contract/report/known-failures.ts';
import type { KnownFailure, Report } from '../../../contract/report/report.ts';
import { caseOf, check, reportOf } from './sample.ts';

/** The first sentence of every report: the verdict, and what limits it. */
const entry: KnownFailure = {
  requirement: 'R7',
  reason: 'mended next sprint',
  expires: '2027-03-31',
  issue: 'UP-12',
};
const twoFiles = caseOf('two-files-same-field', 'fail', [check('R7', 'fail'), check('R20', 'pass')]);
const beside = caseOf('file-counts-at-once', 'inconclusive', [check('R12', 'inconclusive')]);

function withKnown(entries: KnownFailure[], cases = [twoFiles]): Report {
  const table = [...cases, { id: 'csv-file' }].map(({ id }) => ({
    id,
    steps: id === beside.id ? [{ control: twoFiles.id }] : [],
  }));
  return reportOf([], acceptKnownFailures(cases, entries, table, contract, '2026-10-01'));
}

const known = withKnown([entry]);
const sentence =
  'The deployment keeps the contract except for 1 known failure of R7, expires 2027-03-31, UP-12.';

describe('a known failure', () => {
  test('is in the headline', () => {
    expect(known).toMatchObject({ verdict: 'conforms', headline: sentence });
  });

  const plain = { colours: pc.createColors(false), width: 400, detail: 'quiet' } as const;
  test.each([
    ['terminal', renderSummary(known, [], plain)],
    ['HTML', renderHtml(known)],
    ['Markdown', renderMarkdown(known)],
    ['JUnit', renderJunit(known)],
    ['HAR', renderHar(known)],
    ['JSON', renderJson(known)],
  ])('is in the headline of the report: %s', (_, text) => {
    expect(text).toContain(sentence);
  });

  test.each<[string, KnownFailure[], string]>([
    ['of a case', [{ case: twoFiles.id, reason: 'x' }], 'except for 1 known failure of R7.'],
    [
      'beside another',
      [entry, { case: twoFiles.id, requirement: 'R7', reason: 'x' }],
      'except for 2 known failures: of R7, expires 2027-03-31, UP-12; of R7.',
    ],
  ])('%s is named by the rule that it breaks', (_, entries, end) => {
    expect(withKnown(entries).headline).toContain(end);
  });

  test.each<[string, KnownFailure]>([
    ['stale', { case: 'csv-file', reason: 'x' }],
    ['expired', { requirement: 'R7', reason: 'x', expires: '2026-09-30' }],
    ['for no case', { case: 'absent', reason: 'x' }],
  ])('that is %s fails the run, and the deployment is not blamed for it', (_, outdated) => {
    const passed = caseOf('csv-file', 'pass', [check('R1', 'pass')]);
    expect(withKnown([outdated], [passed])).toMatchObject({
      verdict: 'violates',
      headline: 'The list of known failures is out of date: 1 entry to correct.',
    });
    expect(withKnown([outdated], [passed, twoFiles]).headline).toBe('The deployment breaks the contract.');
  });

  test('does not make the run inconclusive', () => {
    const report = withKnown([entry], [twoFiles, beside]);
    expect(report).toMatchObject({ verdict: 'conforms', headline: sentence });
    expect(report.cases[1]).toMatchObject({
      verdict: 'skipped',
      reason: expect.stringContaining('known failure'),
    });
    expect(withKnown([], [twoFiles, beside]).cases[1]?.verdict).toBe('inconclusive');
  });
});

describe('a choice of cases', () => {
  const selection = { chosen: 41, of: 301, by: '--only: two-files*' };

  test('is named with the verdict', () => {
    const report = reportOf([caseOf('a', 'pass', [check('R7', 'pass')])], { selection });
    expect(report).toMatchObject({
      verdict: 'conforms',
      headline:
        'The deployment keeps the contract. Checked: 41 of 301 cases, chosen by --only: two-files*; not checked: R1 to R6, R8 to R21.',
      selection,
    });
  });
});

describe('a rule that was not checked in full', () => {
  const unsent = (id: string) =>
    caseOf(id, 'inconclusive', [check('R7', 'inconclusive'), check('R20', 'inconclusive')], {
      attempts: 0,
      exchanges: [],
      reason: 'beyond --max-uploads 1',
    });
  const told = caseOf('a', 'pass', [check('R7', 'pass'), check('R1', 'pass')]);

  test('makes the verdict inconclusive, says how many of its cases were conclusive, and why the others were not', () => {
    const report = reportOf([told, unsent('b'), unsent('c')], { cut: true });
    expect(report.verdict).toBe('inconclusive');
    expect(report.requirements.find(({ id }) => id === 'R7')).toMatchObject({
      verdict: 'inconclusive',
      told: 1,
      cases: ['a', 'b', 'c'],
    });
    expect(report.notes).toEqual([
      '2 cases were not sent: beyond --max-uploads 1. Not checked: R20. Checked in part: R7 1 of 3.',
    ]);
    expect(renderMarkdown(report)).toMatch(/\| R7 \| MUST \| \*\*inconclusive\*\* \| 1 of 3 \|/);
    expect(renderJunit(report)).toContain('<property name="told" value="1 of 3"/>');
    expect(renderHtml(report)).toContain('>1 of 3</td>');
  });

  test('is broken all the same if one case breaks it', () => {
    const report = reportOf([caseOf('a', 'fail', [check('R7', 'fail')]), unsent('b')], { cut: true });
    expect(report.verdict).toBe('violates');
  });

  test('of level SHOULD leaves the verdict alone, unless the run is strict', () => {
    const cases = [told, caseOf('d', 'inconclusive', [check('R17', 'inconclusive')])];
    expect(reportOf(cases).verdict).toBe('conforms');
    expect(reportOf(cases, { strict: true }).verdict).toBe('inconclusive');
  });
});
