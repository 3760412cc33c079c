import { parentPort } from 'node:worker_threads';
import { deploymentOf, hostDeployments } from './deployments.ts';
import { examineDeployed } from './examine.ts';
import type { Order } from './examiners.ts';
import { verdictsOf } from './verdicts.ts';

/** A thread that runs the suite against mutants and variants by id, and sends the results back. */
using deployments = hostDeployments();
const closed = new Promise<void>((resolve) => {
  parentPort?.on('message', async (order: Order | 'close') => {
    if (order === 'close') return resolve();
    const { id, selected, reply } = order;
    const report = await examineDeployed(deploymentOf(id), deployments, selected);
    parentPort?.postMessage({ id, reply: reply === 'report' ? report : verdictsOf(report) });
  });
});
await closed;
parentPort?.close();
