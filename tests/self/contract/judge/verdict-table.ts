import { expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { checksOf } from '../../../contract/judge/checks.ts';
import type { ControlFacts, JudgeSettings } from '../../../contract/judge/facts.ts';
import { judge } from '../../../contract/judge/judge.ts';
import { validatorsOf } from '../../../contract/judge/schema.ts';
import { type Verdict, worstOf } from '../../../contract/judge/verdict.ts';
import type { TransportErrorKind } from '../../../contract/wire/exchange.ts';
import { caseNamed, factsOf, type GivenResponse, success, token } from '../facts.ts';

/** The verdict table: the verdict on a case for each kind of response. */
export const settings: JudgeSettings = {
  contract,
  validators: validatorsOf(contract),
  token,
  documentTypePointer: '/documentType',
  doubtful: false,
};

export const problem = (status: number): GivenResponse => ({
  status,
  headers: [['Content-Type', 'application/problem+json']],
  body: { status, title: 'x' },
});

export interface Row {
  given: string;
  id: string;
  responses: (GivenResponse | TransportErrorKind)[];
  control?: Partial<ControlFacts>;
  settings?: Partial<JudgeSettings>;
  /** The verdicts by requirement, for those that the row checks. */
  verdicts: Record<string, Verdict>;
}

export const refusedControl = { accepted: false };
export const csv = success(caseNamed('csv-file'));

/** Judges each row, and compares the worst verdict of each rule that the row names. */
export function testVerdicts(rows: readonly Row[]): void {
  test.each(rows)('$id, given $given', ({ id, responses, control, settings: changed, verdicts }) => {
    const contractCase = caseNamed(id);
    const checks = judge(checksOf(contractCase, contract), factsOf(contractCase, responses, control), {
      ...settings,
      ...changed,
    });
    const found = Object.fromEntries(
      Object.keys(verdicts).map((requirement) => [
        requirement,
        worstOf(checks.filter((check) => check.requirement === requirement).map(({ verdict }) => verdict)),
      ]),
    );
    expect(found).toEqual(verdicts);
    for (const check of checks) expect(check.actual, JSON.stringify(check)).not.toBe('');
  });
}
