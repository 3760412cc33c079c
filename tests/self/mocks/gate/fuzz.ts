import { expect } from 'vitest';
import { type FuzzOptions, fuzz } from '../../../../scripts/fuzz/run.ts';

/** Sends mutated requests, the same ones each time. */
export async function expectSoundMock(
  options: Pick<FuzzOptions, 'count' | 'slowConnections'>,
): Promise<void> {
  const report = await fuzz({ seed: 'test', first: 0, ...options });
  expect(report.faults).toEqual([]);
  expect(report.worksAfterwards).toBe(true);
  // The run would prove nothing if all requests were rejected for one reason.
  expect([...report.statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 404, 413, 415, 431]));
  expect(report.heapGrowth).toBeLessThan(16 * 1024 ** 2);
}
