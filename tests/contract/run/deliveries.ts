import type { ContractCase } from '../case.ts';
import type { SentStep } from '../wire/attempt.ts';

/** The result of sending a case: its exchanges, or the reason why there are none. */
export type Delivery =
  | { steps: SentStep[]; durationMs: number }
  | { reason: string; verdict: 'skipped' | 'inconclusive' };

/** Holds the result of sending each case, as a promise and, once known, as steps. */
export function createDeliveries(cases: readonly ContractCase[]) {
  const steps = new Map<string, SentStep[]>();
  const settled = new Set<string>();
  const settlers = new Map<
    string,
    { resolve: (delivery: Delivery) => void; reject: (error: Error) => void }
  >();
  const promises = new Map<string, Promise<Delivery>>();
  for (const { id } of cases) {
    const promise = new Promise<Delivery>((resolve, reject) => settlers.set(id, { resolve, reject }));
    promise.catch(() => {});
    promises.set(id, promise);
  }
  return {
    steps: steps as ReadonlyMap<string, SentStep[]>,
    isSettled: (id: string): boolean => settled.has(id),
    settle(id: string, delivery: Delivery): void {
      settled.add(id);
      if ('steps' in delivery) steps.set(id, delivery.steps);
      settlers.get(id)?.resolve(delivery);
    },
    fail(error: Error): void {
      for (const { reject } of settlers.values()) reject(error);
    },
    of: (id: string): Promise<Delivery> =>
      promises.get(id) ?? Promise.reject(new Error(`there is no case ${id}`)),
  };
}

export type Deliveries = ReturnType<typeof createDeliveries>;
