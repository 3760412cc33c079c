import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../../contract/judge/verdict.ts';
import { differencesOf } from '../../../contract/report/differences.ts';
import { caseOf, check, exchange, reportOf } from './sample.ts';

const refused = (actual: string, rest: Partial<CheckResult> = {}): CheckResult => ({
  ...check('R7', 'fail', actual),
  ...rest,
});

/** The differences and their cases, where each check belongs to its own case: c0, c1 and so on. */
const told = (...checks: CheckResult[]): [text: string, cases: string][] =>
  differencesOf(reportOf(checks.map((each, index) => caseOf(`c${index}`, 'fail', [each]))), 'fail', 'warn')
    .flatMap(({ differences }) => differences)
    .map(({ text, cases }) => [text, cases.map(({ id }) => id).join(' ')]);

describe('cases are one difference', () => {
  test.each([
    ['for the same text', 'status 201 Created', 'status 201 Created'],
    ['whatever sizes', 'size 3 for 401 bytes', 'size 3 for 1 bytes'],
    ['whatever ids', 'fileId 5f0c-11aa is not one', 'fileId 77b1-00ff is not one'],
    ['whatever quoted values', 'type "In\\"voice"', 'type "CSV"'],
    ['whatever cases they name', 'accepted, unlike c0', 'accepted, unlike c1'],
    ['whatever addresses', 'no response: ECONNRESET 127.0.0.1:80', 'no response: ECONNRESET 127.0.0.1:4711'],
  ])('%s', (_, first, second) => {
    expect(told(refused(first), refused(second))).toEqual([
      [`${first} instead of being rejected with 4xx or 5xx`, 'c0 c1'],
    ]);
  });

  test('whatever values are expected', () => {
    const typed = (value: string) =>
      refused('no type', { kind: 'document-type', expected: `type "${value}"`, requirement: 'R8' });
    expect(told(typed('CSV'), typed('Invoice'))).toEqual([['no type instead of type "CSV"', 'c0 c1']]);
  });

  test('once for several exchanges of a case', () => {
    const report = reportOf([
      caseOf('a', 'fail', [refused('status 201'), refused('status 201', { step: 1 })]),
    ]);
    expect(differencesOf(report, 'fail')[0]).toMatchObject({
      cases: 1,
      differences: [{ cases: [{ id: 'a' }] }],
    });
  });
});

describe('cases are separate differences', () => {
  test.each<[string, CheckResult]>([
    ['for another status', refused('status 202')],
    ['for another rule', { ...refused('status 201'), requirement: 'R5' }],
    ['for another expectation', refused('status 201', { expected: 'rejected with 4xx' })],
    ['for another level of it', refused('status 201', { verdict: 'warn' })],
    ['where one is known', refused('status 201', { known: { reason: 'until May' } })],
  ])('%s', (_, other) => {
    expect(told(refused('status 201'), other)).toHaveLength(2);
  });

  test('for each fault of a body, which may be another case’s only one', () => {
    const body = (actual: string) =>
      refused(actual, {
        kind: 'success-body',
        expected: '200 with a JSON object that matches the spec',
        requirement: 'R15',
        verdict: 'warn',
      });
    expect(told(body('status 201; size 3 for 4 bytes'), body('size 5 for 6 bytes'))).toEqual([
      ['size 3 for 4 bytes', 'c0 c1'],
      ['status 201 instead of 200', 'c0'],
    ]);
  });
});

test('rules are in the order of the contract, and the most common difference is first', () => {
  const texts = [refused('status 500'), refused('status 201'), refused('status 201')];
  const rules = differencesOf(
    reportOf([
      ...texts.map((each, index) => caseOf(`${index}`, 'fail', [each])),
      caseOf('d', 'fail', [refused('status 201'), { ...refused('status 201'), requirement: 'R2' }]),
    ]),
    'fail',
  );
  expect(rules.map(({ requirement, cases }) => [requirement.id, cases])).toEqual([
    ['R2', 1],
    ['R7', 4],
  ]);
  expect(rules[1]?.differences.map(({ cases }) => cases.length)).toEqual([3, 1]);
});

test('the example is the exchange that was judged', () => {
  const exchanges = [exchange(200, 'first'), exchange(200, 'second')];
  const report = reportOf([caseOf('a', 'fail', [refused('status 201', { step: 1 })], { exchanges })]);
  expect(differencesOf(report, 'fail')[0]?.differences[0]?.example.exchange).toBe(exchanges[1]);
});

test.each(['"'.repeat(100_000), 'a-'.repeat(50_000), '1'.repeat(100_000), '\\"'.repeat(50_000)])(
  'a long text takes no time: %#',
  (text) => {
    const started = performance.now();
    expect(told(refused(text), refused(text))).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(2000);
  },
);
