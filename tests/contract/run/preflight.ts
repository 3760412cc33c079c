import type { LimitFunction } from 'p-limit';
import type { ContractCase } from '../case.ts';
import { baselineId } from '../cases/accepted.ts';
import type { Preflight } from '../report/run-facts.ts';
import type { Settings } from '../settings.ts';
import type { Deliveries } from './deliveries.ts';
import { judgePreflight } from './preflight-verdict.ts';
import { bareProbeId, nowhereProbeId, probesOf } from './probes.ts';

/** Sends the baseline and, when it leaves doubts about the deployment as a whole, the probes. */
export async function sendPreflight(
  all: readonly ContractCase[],
  settings: Settings,
  deliveries: Deliveries,
  limit: LimitFunction,
  deliver: (contractCase: ContractCase) => Promise<void>,
): Promise<Preflight> {
  const take = (ids: readonly string[]) =>
    limit.map(
      all.filter(({ id }) => ids.includes(id)),
      deliver,
    );
  await take([baselineId]);
  const first = judgePreflight(deliveries.steps, false, settings.contract);
  if (first.kind === 'doubted') await take([bareProbeId]);
  else if (first.kind === 'refused')
    await take([nowhereProbeId, ...probesOf(settings.contract).flatMap(({ ids }) => ids)]);
  else return first;
  return judgePreflight(deliveries.steps, true, settings.contract);
}
