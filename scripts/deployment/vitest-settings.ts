import type { TestProject } from 'vitest/node';
import type { RunOptions } from '../../tests/contract/index.ts';
import { UserError } from '../cli/user-error.ts';
import { readKnownFailures } from '../verify/known-failing.ts';
import { prepareTarget, reachDeployment } from './prepare.ts';

declare module 'vitest' {
  interface ProvidedContext {
    options: Pick<RunOptions, 'deployment' | 'limits' | 'strict' | 'knownFailures'>;
  }
}

/**
 * Prepares `vitest run --project contract`: the deployment comes from the UPLOAD_ variables, as with `verify`; without
 * them the embedded mock is checked. `UPLOAD_STRICT=1` and `UPLOAD_KNOWN_FAILING=FILE` stand for the options of that name.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const { UPLOAD_STRICT: strict, UPLOAD_KNOWN_FAILING: known } = process.env;
  const { entries, problems } = await readKnownFailures(known);
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  const prepared = await prepareTarget({}, process.env);
  const { deployment, mock } = await reachDeployment(prepared);
  const isStrict = strict !== undefined && strict !== '' && strict !== '0';
  project.provide('options', {
    deployment,
    limits: prepared.limits,
    strict: isStrict,
    knownFailures: entries,
  });
  return () => mock?.close();
}
