import type { ContractCase } from '../case.ts';
import type { Delivery } from './deliveries.ts';
import { pool } from './pool.ts';

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
  await pool(
    cases.filter(({ together }) => !together),
    concurrency,
    deliver,
  );
  await pool(
    cases.filter(({ together }) => together),
    concurrency,
    async (contractCase) => {
      const delivery = await sendCase(contractCase);
      if (hasTrouble(delivery)) crowded.push(contractCase);
      else settle(contractCase, delivery);
    },
  );
  await pool(crowded, 1, deliver);
}

const hasTrouble = (delivery: Delivery): boolean =>
  'steps' in delivery &&
  delivery.steps.some(
    ({ exchange, failedAttempts }) => exchange.response === null || failedAttempts.length > 0,
  );
