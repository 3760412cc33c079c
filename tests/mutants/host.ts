import { startMock } from '../../mocks/server.ts';
import { catalogue } from './catalogue.ts';
import { credentials, type Fault, type Variant } from './mutant.ts';
import { variants } from './variants.ts';

/**
 * The process that mutants and variants run in: early responses, resets and hangs only show between two processes.
 * Gets ids from its parent, and sends back where each deployment is.
 */
async function deploy(id: string): Promise<string> {
  const deployment: { vary?: Fault; options?: Variant['options'] } | undefined = [
    ...catalogue,
    ...variants,
  ].find((candidate) => candidate.id === id);
  if (deployment === undefined) throw new Error(`no mutant or variant is called ${id}`);
  const { clientId, accountId, token } = credentials;
  const options = { tokens: [token], accountIds: [accountId], clientIds: [clientId], ...deployment.options };
  const { url } = await startMock(options, deployment.vary);
  return url;
}

process.on('message', async (id: string) => {
  process.send?.({ id, url: await deploy(id) });
});
process.on('disconnect', () => process.exit());
