import type { TestProject } from 'vitest/node';
import { chooseCases, prepareSettings, reachDeployment } from './prepare.ts';

/**
 * Prepares `vitest run --project contract`: the deployment comes from the UPLOAD_ variables, as with `verify`; without
 * them the embedded mock is checked.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const prepared = await prepareSettings({}, chooseCases([]).selected, process.env);
  const { settings, mock } = await reachDeployment(prepared);
  project.provide('settings', settings);
  return () => mock?.close();
}
