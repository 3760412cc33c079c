import type { ContractCase } from '../case.ts';
import type { SentCounts } from '../report/report.ts';
import type { ResolvedRequest } from '../request/resolve.ts';
import { reasonToSkip } from '../request/skip.ts';
import type { Settings } from '../settings.ts';
import { resolveCase, type SentStep, sendSteps } from '../wire/attempt.ts';
import type { Send } from '../wire/send.ts';
import { createTimeOutBudget, spentReason } from '../wire/time-out-budget.ts';
import { createBudget } from './budget.ts';
import { createDeadline, outOfTime } from './deadline.ts';
import type { Delivery } from './deliveries.ts';

/** Callbacks and signals for the caller of a run. */
export interface Attendance {
  /** Cases not yet sent when it aborts are inconclusive. */
  signal?: AbortSignal | undefined;
  /** Called with each step as soon as it has ended; nothing is redacted. */
  onSent?: ((contractCase: ContractCase, step: SentStep) => void) | undefined;
}

/** Sends cases within the limits of a run: uploads, bytes, time and time-outs. */
export function createCourier(settings: Settings, send: Send, { signal, onSent }: Attendance = {}) {
  const budget = createBudget(settings);
  const timeOuts = createTimeOutBudget();
  const deadline = createDeadline(settings.maxDuration, signal);
  const tally = createTally();
  let cut = false;

  /** Abandoned work sends nothing more. */
  const sendInTime: Send = (request, options) =>
    deadline.passed()
      ? Promise.reject(new Error(deadline.reason))
      : send(request, { ...options, signal: deadline.signal });
  const untold = (reason: string): Delivery => ({ reason, verdict: 'inconclusive' });
  const leaveOut = (reason: string): Delivery => {
    cut = true;
    return untold(reason);
  };

  const sendCase = async (
    contractCase: ContractCase,
    requests: readonly ResolvedRequest[],
  ): Promise<Delivery> => {
    const full = await budget.reserve(requests);
    if (full !== undefined) return leaveOut(full);
    const startedAt = performance.now();
    const counted: Send = (request, options) => {
      if (!deadline.passed()) tally.add(contractCase.id, { requests: 1, accepted: 0, acceptedBytes: 0 });
      return sendInTime(request, options);
    };
    const steps = await sendSteps(contractCase, requests, settings, counted, timeOuts, (step) =>
      onSent?.(contractCase, step),
    );
    const { uploads, bytes } = budget.settle(requests, steps);
    tally.add(contractCase.id, { requests: 0, accepted: uploads, acceptedBytes: bytes });
    return { steps, durationMs: Math.round(performance.now() - startedAt) };
  };

  return {
    /** @returns the exchanges of the case, or why there are none. */
    async deliver(contractCase: ContractCase): Promise<Delivery> {
      const requests = resolveCase(contractCase, settings);
      const reason = reasonToSkip(contractCase, requests, settings);
      if (reason !== undefined) return { reason, verdict: 'skipped' };
      const spent = timeOuts.spentOn(contractCase.steps);
      if (spent !== undefined) return untold(spentReason(spent));
      if (deadline.passed()) return leaveOut(deadline.reason);
      const delivery = await deadline.within(sendCase(contractCase, requests));
      return delivery === outOfTime ? leaveOut(deadline.reason) : delivery;
    },
    /** Concurrent steps count only once it is clear that the case will not be repeated alone. */
    settled({ steps, together }: ContractCase, delivery: Delivery): void {
      if (!together || !('steps' in delivery)) return;
      for (const [index, { exchange }] of delivery.steps.entries()) {
        const step = steps[index];
        if (step !== undefined && exchange.error?.kind === 'timeout') timeOuts.count(step);
      }
    },
    facts() {
      const { uploads, bytes } = budget.taken();
      return { accepted: uploads, acceptedBytes: bytes, cut, sent: tally.sent };
    },
    stop: (): void => deadline.stop(),
  };
}

/** Counts what was sent, by case. */
function createTally() {
  const sent = new Map<string, SentCounts>();
  return {
    sent: sent as ReadonlyMap<string, SentCounts>,
    add(id: string, { requests, accepted, acceptedBytes }: SentCounts): void {
      const before = sent.get(id) ?? { requests: 0, accepted: 0, acceptedBytes: 0 };
      sent.set(id, {
        requests: before.requests + requests,
        accepted: before.accepted + accepted,
        acceptedBytes: before.acceptedBytes + acceptedBytes,
      });
    },
  };
}
