import pLimit from 'p-limit';
import type { ContractCase } from '../case.ts';
import type { Delivery } from './deliveries.ts';

/**
 * Sends the cases of a phase. Those with concurrent steps come last; where several of these at a time get into trouble,
 * each is sent again without the others: a small deployment has no room for so many connections, and need not have.
 */
export async function sendPhase(
  cases: readonly ContractCase[],
  concurrency: number,
  sendCase: (contractCase: ContractCase) => Promise<Delivery>,
  settle: (contractCase: ContractCase, delivery: Delivery) => void,
): Promise<void> {
  const deliver = async (contractCase: ContractCase) => settle(contractCase, await sendCase(contractCase));
  const crowded: ContractCase[] = [];
  const limit = pLimit(concurrency);
  await limit.map(
    cases.filter(({ together }) => !together),
    deliver,
  );
  await limit.map(
    cases.filter(({ together }) => together),
    async (contractCase) => {
      const delivery = await sendCase(contractCase);
      if (hasTrouble(delivery)) crowded.push(contractCase);
      else settle(contractCase, delivery);
    },
  );
  await pLimit(1).map(crowded, deliver);
}

const hasTrouble = (delivery: Delivery): boolean =>
  'steps' in delivery &&
  delivery.steps.some(
    ({ exchange, failedAttempts }) => exchange.response === null || failedAttempts.length > 0,
  );
