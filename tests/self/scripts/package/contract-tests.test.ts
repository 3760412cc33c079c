import { expect, test } from 'vitest';
import { defineContractTests } from '../../../../scripts/package/vitest.ts';
import { contractCases } from '../../../contract/index.ts';
import type { Report } from '../../../contract/report/report.ts';

/** The contract as tests of Vitest; contract-tests.matrix.ts runs all of them as `npx vitest` does. */
let report: Report;
defineContractTests({
  deployment: 'mock',
  only: 'two-files-*',
  environment: {},
  name: 'the contract with two files',
  onReport: (each) => {
    report = each;
  },
});

test('each chosen case has its test and its result', ({ task }) => {
  const chosen = contractCases().filter(({ id }) => id.startsWith('two-files-'));
  const suite = task.file.tasks.find(({ name }) => name === 'the contract with two files');
  const tests = suite?.type === 'suite' ? suite.tasks : [];
  expect(tests.map(({ name, result }) => [name, result?.state])).toEqual(
    chosen.map(({ id, title }) => [`${id}: ${title}`, 'pass']),
  );
  expect(report.cases.map(({ id }) => id)).toEqual(chosen.map(({ id }) => id));
});
