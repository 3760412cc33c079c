import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contractCases } from '../../../contract/index.ts';
import { command } from '../verify/command.ts';

const vitest = join(import.meta.dirname, '..', '..', '..', '..', 'node_modules', 'vitest', 'vitest.mjs');

test('vitest run checks the contract on its own, a test for each case', async () => {
  const args = ['run', '--project', 'contract', '--reporter', 'json', '-t', 'two-files-'];
  const { code, stdout } = await command(args, {}, vitest);
  const { numTotalTests, numPassedTests, success } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  expect({ code, success }).toEqual({ code: 0, success: true });
  expect(numTotalTests).toBeGreaterThanOrEqual(contractCases().length);
  expect(numPassedTests).toBeGreaterThan(20);
});
