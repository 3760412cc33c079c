import type { TestProject } from 'vitest/node';
import { contract } from '../../generated/contract.ts';
import type { RunOptions } from '../../tests/contract/index.ts';
import { readKnownFailures } from '../verify/run-options.ts';
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
  const problems: string[] = [];
  const knownFailures = await readKnownFailures(known, problems);
  const prepared = await prepareTarget({}, process.env, contract, problems);
  const { deployment, mock } = await reachDeployment(prepared);
  const isStrict = strict !== undefined && strict !== '' && strict !== '0';
  project.provide('options', {
    deployment,
    limits: prepared.limits,
    strict: isStrict,
    knownFailures,
  });
  return () => mock?.close();
}
