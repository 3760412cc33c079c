import { parentPort } from 'node:worker_threads';
import { deploymentOf, hostDeployments } from './deployments.ts';
import { examineDeployed } from './examine.ts';

/** A thread that runs the suite against mutants and variants by id, and sends the reports back. */
using deployments = hostDeployments();
const closed = new Promise<void>((resolve) => {
  parentPort?.on('message', async (message: { id: string; selected?: string[] } | 'close') => {
    if (message === 'close') return resolve();
    const { id, selected } = message;
    const report = await examineDeployed(deploymentOf(id), deployments, selected);
    parentPort?.postMessage({ id, report });
  });
});
await closed;
parentPort?.close();
