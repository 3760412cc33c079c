import { startMock } from '../../../../mocks/server.ts';

/** A mock that tells its parent where it is, and its peak of memory in bytes whenever it is asked. */
const mock = await startMock();
process.on('message', () => process.send?.({ peak: process.resourceUsage().maxRSS * 1024 }));
process.on('disconnect', () => mock.close());
process.send?.({ url: mock.url });
