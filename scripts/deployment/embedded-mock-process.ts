import { once } from 'node:events';
import { startMock } from '../../mocks/server.ts';

// The process of the embedded mock. Who may upload comes over the channel from the parent: arguments can be read by
// everybody on the machine. When the parent ends, whatever ended it, the channel does, and so does this process.
process.once('disconnect', () => process.exit());
// Ctrl-C reaches this process as well: it is the parent that decides then.
process.on('SIGINT', () => {});

const [{ clientId, accountId, token, contract }] = await once(process, 'message');
const { url } = await startMock({
  clientIds: [clientId],
  ...(accountId !== undefined && { accountIds: [accountId] }),
  ...(token !== undefined && { tokens: [token] }),
  ...(contract !== undefined && { contract }),
});
process.send?.({ url });
