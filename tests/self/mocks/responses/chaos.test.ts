import { describe, expect, it } from 'vitest';
import type { MockOptions } from '../../../../mocks/options.ts';
import { startMock } from '../../../../mocks/server.ts';
import { upload } from '../form.ts';
import { open, receive, sendOne } from '../wire.ts';

/** The outcomes of uploads, one after the other. */
async function fates(options: MockOptions, count: number): Promise<(number | string)[]> {
  await using mock = await startMock(options);
  const seen: (number | string)[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const fate = sendOne(mock.url, upload()).then(
      ({ status }) => status,
      (error: NodeJS.ErrnoException) => error.code ?? error.message,
    );
    seen.push(await fate);
  }
  return seen;
}

describe('chaos', () => {
  it('leaves the remaining share alone', async () => {
    const chaos = [
      { kind: 'reset' as const, share: 0.25 },
      { kind: { status: 503 }, share: 0.25 },
    ];
    const seen = await fates({ chaos, seed: 'a' }, 100);
    const count = (fate: number | string): number => seen.filter((each) => each === fate).length;
    expect(count(200) + count(503) + count('ECONNRESET')).toBe(100);
    for (const [fate, about] of [
      [200, 50],
      [503, 25],
      ['ECONNRESET', 25],
    ] as const) {
      expect(Math.abs(count(fate) - about)).toBeLessThan(15);
    }
  });

  it('is the same for the same seed', async () => {
    const options: MockOptions = { chaos: [{ kind: { status: 500 }, share: 0.5 }], seed: 'b' };
    expect(await fates(options, 20)).toEqual(await fates(options, 20));
  });

  it('can leave a client without a response, until the client or the mock ends', async () => {
    const mock = await startMock({ chaos: [{ kind: 'hang', share: 1 }], limits: { idleTime: 50 } });
    const socket = await open(mock.url);
    socket.write(upload());
    const responses = receive(socket, 1);
    // Far longer than the idle time-out, which is for incomplete requests.
    const first = await Promise.race([
      responses,
      new Promise((resolve) => setTimeout(resolve, 300, 'silence')),
    ]);
    expect(first).toBe('silence');
    await Promise.all([expect(responses).rejects.toThrow(), mock.close()]);
  });
});

describe('latency', () => {
  it('delays each response by a time of the range', async () => {
    await using mock = await startMock({ latency: [40, 60] });
    const start = performance.now();
    expect(await sendOne(mock.url, upload())).toMatchObject({ status: 200 });
    expect(performance.now() - start).toBeGreaterThanOrEqual(39);
  });
});
