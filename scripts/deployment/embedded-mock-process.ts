import { once } from 'node:events';
import { startMock } from '../../mocks/server.ts';

// The process of the embedded mock. The credentials come over the channel from the parent, because every user of the
// machine can read arguments. When the parent ends, for whatever reason, the channel closes and this process ends, too.
process.once('disconnect', () => process.exit());
// Ctrl-C reaches this process as well, but the parent decides what to do.
process.on('SIGINT', () => {});

const [{ clientId, accountId, token, contract }] = await once(process, 'message');
const { url } = await startMock({
  clientIds: [clientId],
  ...(accountId !== undefined && { accountIds: [accountId] }),
  ...(token !== undefined && { tokens: [token] }),
  ...(contract !== undefined && { contract }),
});
process.send?.({ url });
