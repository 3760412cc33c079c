import { describe, expect, test } from 'vitest';
import type { Contract } from '../../../../spec/contract.ts';
import { contractCases } from '../../../contract/index.ts';
import { shapes } from '../../spec/shapes.ts';
import { expectKept, verify } from './mock-of-shape.ts';

const names = Object.keys(shapes);

/** Quick cases, others for each shape, so that each is in one; shapes.matrix.ts runs the whole table of each. */
const sample = (name: string, contract: Contract): string[] =>
  contractCases(contract)
    .filter(
      ({ together, steps }, index) =>
        !together && (steps.length > 1 || index % names.length === names.indexOf(name)),
    )
    .map(({ id }) => id);

const notApplicable: Partial<Record<keyof typeof shapes, string[]>> = {
  withoutAccount: ['R5', 'R11'],
  withoutType: ['R8', 'R9', 'R10', 'R16'],
  closedType: ['R9', 'R16'],
  requiredType: ['R10'],
  withoutSecurity: ['R2'],
  everything: ['R9', 'R10', 'R16'],
};

/** The suite and the mock agree on contracts of other shapes, and keep them apart within one process. */
describe.each(Object.entries(shapes))('the contract %s', (name, contract) => {
  test('is kept by its mock, without a warning', async () => {
    const report = await verify(contract, contract, sample(name, contract));
    expectKept(report);
    expect(report.counts.pass).toBeGreaterThan(20);
  });

  test('says which rules do not apply, and why; it keeps none of them', async () => {
    const { requirements } = await verify(contract, contract, ['csv-file']);
    const silent = requirements.filter((each) => each.notApplicable !== undefined);
    expect(silent.map(({ id }) => id)).toEqual(notApplicable[name as keyof typeof shapes] ?? []);
    for (const { verdict, cases } of silent)
      expect({ verdict, cases }).toEqual({ verdict: 'skipped', cases: [] });
  });

  test('has a case for each rule that applies', () => {
    const cited = new Set(
      contractCases(contract).flatMap(({ steps }) => steps.map(({ expect: { by } }) => by)),
    );
    const applying = contract.requirements.filter((each) => each.notApplicable === undefined);
    // R12, R14, R15, R16, R19 and R20 are checked on requests of other rules.
    const asked = applying.filter(({ id }) => !['R12', 'R14', 'R15', 'R16', 'R19', 'R20'].includes(id));
    expect(asked.filter(({ id }) => !cited.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('has unique ids and titles, and controls that are in its table', () => {
    const cases = contractCases(contract);
    const ids = cases.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(cases.map(({ title }) => title)).size).toBe(ids.length);
    const controls = cases.flatMap(({ steps }) => steps.flatMap(({ control }) => control ?? []));
    expect(controls.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

const pairs: [keyof typeof shapes, keyof typeof shapes, ids: string[], broken: string][] = [
  ['bearer', 'builtIn', ['csv-file', 'token-without-scheme'], 'R1'],
  ['builtIn', 'bearer', ['csv-file', 'token-bearer-prefixed'], 'R1'],
  ['builtIn', 'requiredType', ['csv-file', 'untyped-pdf'], 'R10'],
  ['requiredType', 'builtIn', ['csv-file', 'field-absent-documenttype'], 'R13'],
  ['builtIn', 'closedType', ['csv-file', 'type-unrecognised'], 'R9'],
  ['builtIn', 'withoutAccount', ['csv-file', 'account-absent'], 'R5'],
  ['builtIn', 'withoutSecurity', ['csv-file', 'token-absent'], 'R2'],
  ['moreFields', 'builtIn', ['csv-file', 'field-absent-day'], 'R13'],
  ['closedType', 'builtIn', ['csv-file', 'type-unlisted'], 'R13'],
  ['otherStatuses', 'builtIn', ['csv-file', 'file-absent'], 'R13'],
];

test.each(pairs)('%s is not kept by a mock of %s', async (one, other, ids, broken) => {
  const report = await verify(shapes[one], shapes[other], ids);
  const rule = report.requirements.find(({ id }) => id === broken);
  expect(rule?.verdict).toBe(rule?.level === 'MUST' ? 'fail' : 'warn');
});

test('two concurrent runs each check their own contract', async () => {
  const [plain, other] = await Promise.all([
    verify(shapes.builtIn, shapes.builtIn, ['csv-file', 'two-files-same-field', 'type-invoice']),
    verify(shapes.everything, shapes.everything, ['csv-file', 'two-files-same-field', 'type-unlisted']),
  ]);
  expect([plain.verdict, other.verdict]).toEqual(['conforms', 'conforms']);
});
