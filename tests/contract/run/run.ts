import type { ContractCase } from '../case.ts';
import { baselineId } from '../cases/accepted.ts';
import { createRedactor, type Redact, redactAndCut } from '../report/redact.ts';
import type { ReportedCase } from '../report/report.ts';
import { reasonToSkip } from '../request/skip.ts';
import type { Settings } from '../settings.ts';
import { type Patience, resolveCase, sendSteps } from '../wire/attempt.ts';
import { isAccepted } from '../wire/exchange.ts';
import type { Send } from '../wire/send.ts';
import { onceTrue, watched } from '../wire/watch.ts';
import { type Examination, examine } from './baseline.ts';
import { createBudget } from './budget.ts';
import { createDeliveries, type Deliveries, type Delivery } from './deliveries.ts';
import { phasesOf, withControls } from './phases.ts';
import { probeCases, probeIds } from './probes.ts';
import { createResults } from './results.ts';

/** What a run found out, beside the results of its cases. */
export interface RunFacts {
  requests: number;
  /** Uploads and bytes that the deployment took. */
  accepted: number;
  acceptedBytes: number;
  /** Requests that were told to come back later, and were not waited for. */
  turnedAway: number;
  /** The deployment stopped answering before all cases were sent. */
  lost: boolean;
  examination: Examination;
  /** Probes beyond the table that were taken: they tell which rule a deployment breaks that refuses the baseline. */
  findings: ReportedCase[];
}

export interface Run {
  /** The result of a selected case, redacted, as soon as there is one. */
  result(id: string): Promise<ReportedCase>;
  finished: Promise<RunFacts>;
}

/**
 * Runs cases against a deployment: the baseline first, then phase by phase, as many at a time as the settings allow.
 * The controls of the selected cases are sent with them. Nothing is thrown for what a deployment does.
 */
export function startRun(
  table: readonly ContractCase[],
  selected: readonly ContractCase[],
  settings: Settings,
  send: Send,
): Run {
  const cases = withControls(table, selected);
  const all = [...table, ...probeCases];
  const deliveries = createDeliveries(all);
  const watch = watched(send);
  const budget = createBudget(settings);
  const patience = { timeOuts: timeOutsTriedAgain };
  const sendCase = (contractCase: ContractCase): Promise<Delivery> =>
    deliverCase(contractCase, settings, watch.send, budget, patience);
  const baseline = all.filter(({ id }) => id === baselineId);
  const isLost = onceTrue(async () => {
    if (!watch.lost()) return false;
    // Several faults in a row look like the end of a deployment: only the plain upload tells.
    for (const contractCase of baseline) await sendCase(contractCase);
    return watch.lost();
  });
  const sendUnlessLost = async (contractCase: ContractCase): Promise<Delivery> =>
    (await isLost())
      ? { reason: 'the deployment stopped answering', verdict: 'inconclusive' }
      : sendCase(contractCase);
  const settle = ({ id }: ContractCase, delivery: Delivery): void => deliveries.settle(id, delivery);
  const examined = examineDeployment(all, settings, deliveries, async (contractCase) =>
    settle(contractCase, await sendUnlessLost(contractCase)),
  );
  const result = createResults(all, deliveries, examined, settings);
  const finished = examined.then(async (examination) => {
    const stop = 'stop' in examination ? examination.stop : undefined;
    for (const phase of phasesOf(cases)) {
      const remaining = phase.filter(({ id }) => !deliveries.steps.has(id));
      if (stop === undefined) await sendPhase(remaining, settings.concurrency, sendUnlessLost, settle);
      else for (const { id } of remaining) deliveries.settle(id, { reason: stop, verdict: 'inconclusive' });
    }
    const { uploads, bytes } = budget.taken();
    const taken = probeCases.filter(({ id }) =>
      isAccepted(deliveries.steps.get(id)?.[0]?.exchange.response ?? null),
    );
    return {
      ...watch.counts(),
      findings: await Promise.all(taken.map(({ id }) => result(id))),
      lost: watch.lost(),
      accepted: uploads,
      acceptedBytes: bytes,
      examination: redactNote(examination, createRedactor(settings.token, settings.secrets)),
    };
  });
  finished.catch((error: Error) => deliveries.fail(error));
  return { result, finished };
}

/** The note cites what the deployment said. */
const redactNote = (examination: Examination, redact: Redact): Examination =>
  'note' in examination
    ? { ...examination, note: redactAndCut(redact, examination.note, shownNote) }
    : examination;

/** Characters. */
const shownNote = 1000;

/** So many requests of a run are sent again after a time-out. */
const timeOutsTriedAgain = 3;

/** Sends the baseline and, when it is refused, the probes. */
async function examineDeployment(
  all: readonly ContractCase[],
  settings: Settings,
  deliveries: Deliveries,
  deliver: (contractCase: ContractCase) => Promise<void>,
): Promise<Examination> {
  const take = (ids: readonly string[]) =>
    pool(
      all.filter(({ id }) => ids.includes(id)),
      settings.concurrency,
      deliver,
    );
  await take([baselineId]);
  const first = examine(deliveries.steps, false);
  if (first.kind !== 'refused') return first;
  await take(probeIds);
  return examine(deliveries.steps, true);
}

async function deliverCase(
  contractCase: ContractCase,
  settings: Settings,
  send: Send,
  budget: ReturnType<typeof createBudget>,
  patience: Patience,
): Promise<Delivery> {
  const startedAt = performance.now();
  const requests = resolveCase(contractCase, settings);
  const reason = reasonToSkip(contractCase, requests, settings) ?? budget.reserve(contractCase, requests);
  if (reason !== undefined) return { reason, verdict: 'skipped' };
  const steps = await sendSteps(contractCase, requests, settings, send, patience);
  budget.settle(steps);
  return { steps, durationMs: Math.round(performance.now() - startedAt) };
}

/**
 * Sends the cases of a phase. Those that bring company come last; where several companies at once get into trouble, each
 * is sent again without the others: a small deployment has no room for so many connections, and need not have.
 */
async function sendPhase(
  cases: readonly ContractCase[],
  concurrency: number,
  sendCase: (contractCase: ContractCase) => Promise<Delivery>,
  settle: (contractCase: ContractCase, delivery: Delivery) => void,
): Promise<void> {
  const deliver = async (contractCase: ContractCase) => settle(contractCase, await sendCase(contractCase));
  const companies = cases.filter(({ together }) => together);
  const crowded: ContractCase[] = [];
  await pool(
    cases.filter(({ together }) => !together),
    concurrency,
    deliver,
  );
  await pool(companies, concurrency, async (contractCase) => {
    const delivery = await sendCase(contractCase);
    if (hasTrouble(delivery)) crowded.push(contractCase);
    else settle(contractCase, delivery);
  });
  await pool(crowded, 1, deliver);
}

const hasTrouble = (delivery: Delivery): boolean =>
  'steps' in delivery &&
  delivery.steps.some(
    ({ exchange, failedAttempts }) => exchange.response === null || failedAttempts.length > 0,
  );

/** Runs an effect on each item, so many at a time, in order. */
async function pool<T>(items: readonly T[], size: number, effect: (item: T) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !next.done; next = queue.next()) await effect(next.value);
  };
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker));
}
