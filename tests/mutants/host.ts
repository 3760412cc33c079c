import { startMock } from '../../mocks/server.ts';
import { catalogue } from './catalogue.ts';
import { credentials, type Fault, type Variant } from './mutant.ts';
import { variants } from './variants.ts';

/**
 * The process of mutants and variants: early responses, resets and stalls only show between two processes. It gets ids
 * from its parent, and sends back the address of each deployment.
 */
async function deploy(id: string): Promise<string> {
  const deployment: { vary?: Fault; options?: Variant['options'] } | undefined = [
    ...catalogue,
    ...variants,
  ].find((candidate) => candidate.id === id);
  if (deployment === undefined) throw new Error(`there is no mutant or variant ${id}`);
  const { clientId, accountId, token } = credentials;
  const options = { tokens: [token], accountIds: [accountId], clientIds: [clientId], ...deployment.options };
  const { url } = await startMock(options, deployment.vary);
  return url;
}

process.on('message', async (id: string) => {
  process.send?.({ id, url: await deploy(id) });
});
process.on('disconnect', () => process.exit());
