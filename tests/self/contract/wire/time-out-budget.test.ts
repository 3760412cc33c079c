import { expect, test } from 'vitest';
import { contractCases } from '../../../contract/index.ts';
import { timeOutsOfARule, timeOutsRetried } from '../../../contract/thresholds.ts';
import { createTimeOutBudget } from '../../../contract/wire/time-out-budget.ts';

const [step] = contractCases()[0]?.steps ?? [];
if (step === undefined) throw new Error('there are no cases');

test('asking spends nothing; spending does', () => {
  const budget = createTimeOutBudget();
  for (let asked = 0; asked <= timeOutsRetried; asked += 1) expect(budget.allowsRetry(step)).toBe(true);
  for (let spent = 0; spent < timeOutsRetried; spent += 1) budget.spendRetry();
  expect(budget.allowsRetry(step)).toBe(false);
  expect(budget.spentOn([step])).toBeUndefined();
});

test('a rule whose time-outs are used up is neither retried nor sent', () => {
  const budget = createTimeOutBudget();
  for (let counted = 0; counted < timeOutsOfARule; counted += 1) budget.count(step);
  expect(budget.allowsRetry(step)).toBe(false);
  expect(budget.spentOn([step])).toBe(step.expect.by);
});
