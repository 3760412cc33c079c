import type { Contract } from '../../spec/contract.ts';
import type { Deployment } from '../../tests/contract/settings.ts';
import { keepSecret } from '../cli/secrets.ts';
import { UserError } from '../cli/user-error.ts';
import { type EmbeddedMock, startEmbeddedMock } from './embedded-mock.ts';
import { readSettings, type Target } from './settings.ts';
import { type DeploymentOptions, readSources } from './sources.ts';
import { runTokenCommand } from './token-command.ts';

/** A deployment that is ready for a run, and the limits of the run. */
export interface Prepared extends Target {
  /** There is none yet: the embedded mock must be started. */
  embedded: boolean;
}

/**
 * Collects what a run needs to know. Without a base URL it chooses the embedded mock, and generates missing credentials.
 * The token command runs last, and only when nothing else is wrong.
 *
 * @param otherProblems errors in options that do not concern the deployment.
 * @throws UserError with all problems together, or when the token command fails.
 */
export async function prepareTarget(
  options: DeploymentOptions,
  environment: NodeJS.ProcessEnv,
  contract: Contract,
  otherProblems: readonly string[] = [],
): Promise<Prepared> {
  const { raw, embedded, problems } = await readSources(options, environment);
  const read = readSettings(raw, contract);
  if ('deployment' in read) for (const secret of read.deployment.secrets) keepSecret(secret);
  const all = [...problems, ...('problems' in read ? read.problems : []), ...otherProblems];
  if ('problems' in read || all.length > 0) throw new UserError(all.join('\n'));
  if (raw.tokenCommand === undefined || contract.credential === undefined) return { ...read, embedded };
  const token = await runTokenCommand(raw.tokenCommand);
  return { ...read, deployment: { ...read.deployment, token }, embedded };
}

/** Starts the embedded mock when there is no base URL. Default contract: the built-in one. */
export async function reachDeployment(
  { deployment, embedded }: Prepared,
  contract?: Contract,
): Promise<{ deployment: Deployment; mock?: EmbeddedMock }> {
  if (!embedded) return { deployment };
  const mock = await startEmbeddedMock(deployment, contract);
  return { deployment: { ...deployment, baseUrl: mock.baseUrl }, mock };
}
