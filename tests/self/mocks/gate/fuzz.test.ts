import { describe, expect, it } from 'vitest';
import { fuzz } from '../../../../scripts/fuzz/run.ts';

describe('mutated requests', () => {
  it('get a success, a problem or a closed connection, and leave the mock working', async () => {
    const report = await fuzz({ seed: 'test', count: 2000, first: 0, slowConnections: 100 });
    expect(report.faults).toEqual([]);
    expect(report.worksAfterwards).toBe(true);
    // The run would prove nothing if all requests were rejected for one reason.
    expect([...report.statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 404, 413, 415, 431]));
    expect(report.heapGrowth).toBeLessThan(16 * 1024 ** 2);
  });
});
