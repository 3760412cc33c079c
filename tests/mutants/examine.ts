import { contract } from '../../generated/contract.ts';
import { buildReport } from '../contract/report/build-report.ts';
import type { Report } from '../contract/report/report.ts';
import { startRun } from '../contract/run/run.ts';
import type { Settings } from '../contract/settings.ts';
import { caseTable } from '../contract/table.ts';
import { paced } from '../contract/wire/pace.ts';
import { createSender, type Send } from '../contract/wire/send.ts';
import type { Deployments } from './deployments.ts';
import { credentials, type Mutant, type Variant } from './mutant.ts';

type Particulars = Partial<Pick<Settings, 'documentTypePointer' | 'concurrency' | 'timeout' | 'selected'>>;

/**
 * Deploys a mutant or variant, and runs the suite against it with what the tester has to say about it.
 *
 * @param selected the ids of the cases; all of them when left out.
 */
export async function examineDeployed(
  deployment: Mutant | Variant,
  deployments: Deployments,
  selected?: string[],
): Promise<Report> {
  const chosen = selected === undefined ? {} : { selected };
  const url = await deployments.start(deployment.id);
  if ('fault' in deployment) {
    const { timeout } = deployment;
    return examine(url, { ...chosen, ...(timeout !== undefined && { timeout }) });
  }
  const { basePath = '', documentTypePointer, concurrency } = deployment;
  return examine(`${url}${basePath}`, {
    ...chosen,
    ...(documentTypePointer !== undefined && {
      documentTypePointer: documentTypePointer === 'none' ? undefined : documentTypePointer,
    }),
    ...(concurrency !== undefined && { concurrency }),
  });
}

const tool = { name: 'mutants', version: '0' };

/** Runs the suite against a deployment, as `verify` would, inside this process. */
export async function examine(
  baseUrl: string,
  particulars: Particulars = {},
  reach: (send: Send) => Send = (send) => send,
): Promise<Report> {
  const settings: Settings = {
    ...credentials,
    tool,
    run: 'mutant',
    baseUrl,
    secrets: [],
    documentTypePointer: contract.success.documentTypePointer,
    headers: [],
    selected: caseTable.map(({ id }) => id),
    concurrency: 4,
    timeout: 10_000,
    ...particulars,
  };
  const startedAt = new Date();
  const selected = caseTable.filter(({ id }) => settings.selected.includes(id));
  const run = startRun(caseTable, selected, settings, reach(paced(createSender(settings), () => {})));
  const facts = await run.finished;
  const cases = await Promise.all(selected.map(({ id }) => run.result(id)));
  return buildReport({
    tool,
    deployment: settings,
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    strict: false,
    cases,
    knownFailures: [],
    ...facts,
  });
}
