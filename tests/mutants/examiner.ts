import { parentPort } from 'node:worker_threads';
import { catalogue } from './catalogue.ts';
import { hostDeployments } from './deployments.ts';
import { examineDeployed } from './examine.ts';
import { variants } from './variants.ts';

/** A thread that runs the suite against mutants and variants by id, and sends the reports back. */
using deployments = hostDeployments();
const closed = new Promise<void>((resolve) => {
  parentPort?.on('message', async (message: { id: string; selected?: string[] } | 'close') => {
    if (message === 'close') return resolve();
    const { id, selected } = message;
    const deployment = [...catalogue, ...variants].find((candidate) => candidate.id === id);
    if (deployment === undefined) throw new Error(`there is no mutant or variant ${id}`);
    parentPort?.postMessage({ id, report: await examineDeployed(deployment, deployments, selected) });
  });
});
await closed;
parentPort?.close();
