import { startMock } from '../../mocks/server.ts';

/** The mock under test, in its own process: it has short time-outs, and reports its heap after a garbage collection. */
const mock = await startMock({
  tokens: ['token-1'],
  maxFileSize: 100_000,
  limits: {
    fieldSize: 10_000,
    idleTime: 200,
    requestTime: 5_000,
    drain: { bytes: 1_000_000, milliseconds: 100 },
  },
});
process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ heap: process.memoryUsage().heapUsed });
});
process.on('disconnect', () => mock.close());
process.send?.({ url: mock.url });
