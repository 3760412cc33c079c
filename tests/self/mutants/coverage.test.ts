import { expect, test } from 'vitest';
import { contractCases } from '../../contract/index.ts';
import { coverageGaps } from '../../mutants/coverage.ts';

const all = new Map(contractCases().map(({ id }) => [id, ['a-mutant']]));
const withoutOne = new Map([...all].filter(([id]) => id !== 'two-files-same-field'));

test('a table whose cases all fail on a mutant has no gap', () => {
  expect(coverageGaps(all, new Set())).toEqual([]);
});

test('a case that fails on no mutant is a gap', () => {
  expect(coverageGaps(withoutOne, new Set())).toEqual(['the case two-files-same-field fails on no mutant']);
});

test('a case that was not sent is not a gap', () => {
  expect(coverageGaps(withoutOne, new Set(['two-files-same-field']))).toEqual([]);
});
