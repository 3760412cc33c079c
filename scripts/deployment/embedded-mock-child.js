import { loadTypeScript } from '../cli/typescript-loader.js';

// The process of the embedded mock. Who may upload comes over the channel from the parent: arguments can be read by
// everybody on the machine. When the parent ends, whatever ended it, the channel does, and so does this process.
process.once('disconnect', () => process.exit());
// Ctrl-C reaches this process as well: it is the parent that decides then.
process.on('SIGINT', () => {});

const credentials = await new Promise((resolve) => process.once('message', resolve));
await loadTypeScript();
const { startMock } = await import('../../mocks/server.ts');
const { clientId, accountId, token } = credentials;
const { url } = await startMock({ clientIds: [clientId], accountIds: [accountId], tokens: [token] });
process.send({ url });
