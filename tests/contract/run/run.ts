import type { ContractCase } from '../case.ts';
import { baselineId } from '../cases/accepted.ts';
import { createRedactor, type Redact, redactAndCut } from '../report/redact.ts';
import type { ReportedCase } from '../report/report.ts';
import type { Preflight, RunFacts } from '../report/run-facts.ts';
import type { Settings } from '../settings.ts';
import { isAccepted } from '../wire/exchange.ts';
import type { Send } from '../wire/send.ts';
import { onceTrue, watched } from '../wire/watch.ts';
import { type Attendance, createCourier } from './courier.ts';
import { createDeliveries, type Delivery } from './deliveries.ts';
import { phasesOf, sendPhase, withControls } from './phases.ts';
import { createPool, type Pool } from './pool.ts';
import { sendPreflight } from './preflight.ts';
import { probeCases } from './probes.ts';
import { createResults } from './results.ts';

export interface Run {
  /** Called with the redacted result of each selected case, as soon as it is known. */
  result(id: string): Promise<ReportedCase>;
  finished: Promise<RunFacts>;
}

/**
 * Runs cases against a deployment: the baseline first, then phase by phase, with the concurrency of the pool. Sends the
 * controls of the selected cases, too. Faults of a deployment are never thrown.
 */
export function startRun(
  table: readonly ContractCase[],
  selected: readonly ContractCase[],
  settings: Settings,
  send: Send,
  attendance: Attendance = {},
  pool: Pool = createPool(settings.concurrency),
): Run {
  const cases = withControls(table, selected);
  const probes = probeCases(settings.contract);
  const all = [...table, ...probes];
  const deliveries = createDeliveries(all);
  const watch = watched(pool.watch(send));
  const courier = createCourier(settings, watch.send, attendance);
  const baseline = all.filter(({ id }) => id === baselineId);
  const isLost = onceTrue(async () => {
    if (!watch.lost()) return false;
    // Several faults in a row may mean that the deployment is down: only the plain upload can tell.
    for (const contractCase of baseline) await courier.deliver(contractCase);
    return watch.lost();
  });
  const deliverUnlessLost = async (contractCase: ContractCase): Promise<Delivery> =>
    (await isLost())
      ? { reason: 'the deployment stopped responding', verdict: 'inconclusive' }
      : courier.deliver(contractCase);
  const settle = (contractCase: ContractCase, delivery: Delivery): void => {
    courier.settled(contractCase, delivery);
    deliveries.settle(contractCase.id, delivery);
  };
  const preflight = sendPreflight(all, settings, deliveries, pool.limit, async (contractCase) =>
    settle(contractCase, await deliverUnlessLost(contractCase)),
  );
  const result = createResults(all, deliveries, preflight, settings);
  const finished = preflight.then(async (found) => {
    const stop = 'stop' in found ? found.stop : undefined;
    for (const phase of phasesOf(cases, settings.contract.recognisedDocumentTypes)) {
      const remaining = phase.filter(({ id }) => !deliveries.isSettled(id));
      if (stop === undefined) await sendPhase(remaining, pool.limit, deliverUnlessLost, settle);
      else for (const { id } of remaining) deliveries.settle(id, { reason: stop, verdict: 'inconclusive' });
    }
    const taken = probes.filter(({ id }) =>
      isAccepted(deliveries.steps.get(id)?.[0]?.exchange.response ?? null),
    );
    return {
      ...watch.counts(),
      ...courier.facts(),
      preflightCases: await Promise.all(taken.map(({ id }) => result(id))),
      lost: watch.lost(),
      preflight: redactNote(found, createRedactor(settings.token, settings.secrets)),
    };
  });
  finished.catch((error: Error) => deliveries.fail(error)).finally(courier.stop);
  return { result, finished };
}

/** The note quotes the deployment. */
const redactNote = (preflight: Preflight, redact: Redact): Preflight =>
  'note' in preflight ? { ...preflight, note: redactAndCut(redact, preflight.note, shownNote) } : preflight;

/** Characters. */
const shownNote = 1000;
