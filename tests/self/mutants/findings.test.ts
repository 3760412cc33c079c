import { expect, test } from 'vitest';
import { contract } from '../../../generated/contract.ts';
import type { Verdict } from '../../contract/judge/verdict.ts';
import type { Report } from '../../contract/report/report.ts';
import { misjudgementsOf } from '../../mutants/misjudgements.ts';
import type { Mutant, Variant } from '../../mutants/mutant.ts';

/** The judge of the suite can fail: wrong reports are detected. */
function reportWith(verdicts: Record<string, Verdict>, verdict: Report['verdict']): Report {
  const requirements = contract.requirements.map((requirement) => ({
    ...requirement,
    verdict: verdicts[requirement.id] ?? 'pass',
    cases: [],
  }));
  return { requirements, verdict } as unknown as Report;
}

const asIs: Mutant['vary'] = (parts) => parts;
const mustFault: Mutant = { id: 'm', fault: 'Breaks a MUST', breaks: 'R7', alsoWarns: ['R20'], vary: asIs };
const shouldFault: Mutant = { id: 's', fault: 'Breaks a SHOULD', breaks: 'R14', vary: asIs };
const liberty: Variant = { id: 'v', liberty: 'Takes a liberty', warns: ['R15'] };

test.each([
  {
    given: 'a MUST fault that is caught',
    on: mustFault,
    verdicts: { R7: 'fail', R20: 'warn' },
    says: 'violates',
  },
  { given: 'a SHOULD fault that is seen', on: shouldFault, verdicts: { R14: 'warn' }, says: 'conforms' },
  { given: 'a liberty that is seen', on: liberty, verdicts: { R15: 'warn' }, says: 'conforms' },
] as const)('$given is right', ({ on, verdicts, says }) => {
  expect(misjudgementsOf(on, reportWith(verdicts, says))).toEqual([]);
});

test.each([
  {
    given: 'a mutant that is missed',
    on: mustFault,
    verdicts: {},
    says: 'conforms',
    finding: 'R7 is not judged fail',
  },
  {
    given: 'another MUST rule that is blamed',
    on: mustFault,
    verdicts: { R7: 'fail', R20: 'warn', R1: 'fail' },
    says: 'violates',
    finding: 'R1 is judged fail by mistake',
  },
  {
    given: 'a SHOULD fault that fails the run',
    on: shouldFault,
    verdicts: { R14: 'warn', R6: 'fail' },
    says: 'violates',
    finding: 'the verdict is violates, not conforms',
  },
  {
    given: 'a warning that is not true',
    on: liberty,
    verdicts: { R15: 'warn', R14: 'warn' },
    says: 'conforms',
    finding: 'R14 is judged warn by mistake',
  },
  {
    given: 'a warning that is missing',
    on: liberty,
    verdicts: {},
    says: 'conforms',
    finding: 'R15 is not judged warn',
  },
  {
    given: 'an inconclusive rule on a variant',
    on: liberty,
    verdicts: { R15: 'warn', R9: 'inconclusive' },
    says: 'inconclusive',
    finding: 'R9 is judged inconclusive by mistake',
  },
] as const)('$given is found', ({ on, verdicts, says, finding }) => {
  expect(misjudgementsOf(on, reportWith(verdicts, says))).toContain(finding);
});
