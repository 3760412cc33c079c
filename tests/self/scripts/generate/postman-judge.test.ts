import { expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { namedSteps } from '../../../../scripts/generate/exports/words.ts';
import { scriptAfter, scriptBefore } from '../../../../scripts/generate/postman/bundle.ts';
import { token } from '../../contract/facts.ts';
import { cases, judgedAlike, prepared } from './postman-judge.ts';
import { createSandbox } from './postman-sandbox.ts';

// postman-judge.matrix.ts has all cases for each deployment.
judgedAlike(6);

test('a lost request is retried, and fails when it is lost again', () => {
  const sandbox = createSandbox(prepared, token);
  const [baseline] = sandbox.steps;
  if (baseline === undefined) throw new Error('there is no case');
  expect(sandbox.run(baseline, undefined)).toEqual([]);
  expect(sandbox.run(baseline, undefined).map(({ verdict }) => verdict)).toContain('fail');
});

test('the scripts are the same on every machine', () => {
  const steps = cases.flatMap(namedSteps);
  expect(scriptAfter(contract, steps) + scriptBefore(contract, steps)).not.toContain(process.cwd());
});
