import { startMock } from '../../mocks/server.ts';
import { deploymentOf } from './deployments.ts';
import { credentials, type Fault, type Variant } from './mutant.ts';

/**
 * The process of mutants and variants: early responses, resets and stalls only show between two processes. It gets ids
 * from its parent, and sends back the address of each deployment.
 */
async function deploy(id: string): Promise<string> {
  const deployment: { vary?: Fault; options?: Variant['options'] } = deploymentOf(id);
  const { clientId, accountId, token } = credentials;
  const options = { tokens: [token], accountIds: [accountId], clientIds: [clientId], ...deployment.options };
  const { url } = await startMock(options, deployment.vary);
  return url;
}

process.on('message', async (id: string) => {
  process.send?.({ id, url: await deploy(id) });
});
process.on('disconnect', () => process.exit());
