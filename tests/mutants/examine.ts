import { contract } from '../../generated/contract.ts';
import { type Report, runContract } from '../contract/index.ts';
import { defaultLimits, type Limits } from '../contract/settings.ts';
import { paced } from '../contract/wire/pace.ts';
import { createSender, type Send } from '../contract/wire/send.ts';
import type { Deployments } from './deployments.ts';
import { credentials, type Mutant, type Variant } from './mutant.ts';

/** The tester's settings for a deployment. */
interface TesterSettings extends Partial<Limits> {
  documentTypePointer?: string;
  selected?: string[];
}

/**
 * Deploys a mutant or variant, and runs the suite against it with its settings.
 *
 * @param selected the ids of the cases. Default: all.
 */
export async function examineDeployed(
  deployment: Mutant | Variant,
  deployments: Deployments,
  selected?: string[],
): Promise<Report> {
  const url = await deployments.start(deployment.id);
  return await examineAt(url, deployment, selected).finally(() => deployments.stop(deployment.id));
}

/** The same, with the deployment's address. */
function examineAt(url: string, deployment: Mutant | Variant, selected?: string[]): Promise<Report> {
  const chosen = selected === undefined ? {} : { selected };
  if ('fault' in deployment) {
    const { timeout } = deployment;
    return examine(url, { ...chosen, ...(timeout !== undefined && { timeout }) });
  }
  const { basePath = '', documentTypePointer, concurrency } = deployment;
  return examine(`${url}${basePath}`, {
    ...chosen,
    ...(documentTypePointer !== undefined && { documentTypePointer }),
    ...(concurrency !== undefined && { concurrency }),
  });
}

/** The same in all runs, so that they send the same files. */
const run = 'mutant';

/** Runs the suite against a deployment, as `verify` would. */
export function examine(
  baseUrl: string,
  { documentTypePointer = contract.success.documentTypePointer, selected, ...limits }: TesterSettings = {},
  reach: (send: Send) => Send = (send) => send,
): Promise<Report> {
  const pointer = documentTypePointer === 'none' ? undefined : documentTypePointer;
  const deployment = { ...credentials, baseUrl, secrets: [], documentTypePointer: pointer, headers: [] };
  const sending = { ...defaultLimits, ...limits, ...deployment };
  return runContract({
    deployment,
    limits,
    run,
    send: reach(paced(createSender(sending), () => {})),
    ...(selected === undefined ? {} : { cases: selected }),
  });
}
