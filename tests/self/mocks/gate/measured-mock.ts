import { startMock } from '../../../../mocks/server.ts';

/** A mock that reports its address to its parent and, on request, its peak memory in bytes. */
const mock = await startMock();
process.on('message', () => process.send?.({ peak: process.resourceUsage().maxRSS * 1024 }));
process.on('disconnect', () => mock.close());
process.send?.({ url: mock.url });
