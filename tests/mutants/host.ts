import { type Mock, startMock } from '../../mocks/server.ts';
import { deploymentOf, type HostOrder } from './deployments.ts';
import { credentials, type Fault, type Variant } from './mutant.ts';

/** Those that run, by id. */
const mocks = new Map<string, Mock>();

/**
 * The process of mutants and variants: early responses, resets and stalls only show between two processes. Its parent
 * sends an id to start or stop a deployment, and gets the address of each.
 */
async function deploy(id: string): Promise<string> {
  const deployment: { vary?: Fault; options?: Variant['options'] } = deploymentOf(id);
  const { clientId, accountId, token } = credentials;
  const options = {
    tokens: [token],
    accountIds: [accountId],
    clientIds: [clientId],
    journal: false, // Nobody reads it.
    ...deployment.options,
  };
  const mock = await startMock(options, deployment.vary);
  mocks.set(id, mock);
  return mock.url;
}

process.on('message', async ({ id, stop }: HostOrder) => {
  if (!stop) return process.send?.({ id, url: await deploy(id) });
  await mocks.get(id)?.close();
  mocks.delete(id);
});
process.on('disconnect', () => process.exit());
