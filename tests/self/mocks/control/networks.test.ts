import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { type Mock, startMock } from '../../../../mocks/server.ts';
import { content, form, goodForm, head, part, upload } from '../form.ts';
import { open, receive, sendOne } from '../wire.ts';

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ digest: true, limits: { idleTime: 150, requestTime: 600 } });
});

beforeEach(() => mock.reset());

afterAll(() => mock.close());

const file = (size: number): string =>
  part(`Content-Disposition: form-data; name="${content}"; filename="big.bin"`, 'x'.repeat(size));
const bigForm = form(
  `Content-Disposition: form-data; name="${contract.fields.account}"\r\n\r\n1`,
  file(200_000),
);

/** How long a call takes, in milliseconds. */
async function timed(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

describe('a rate', () => {
  it('applies to the first kilobytes of an upload, beyond the mock’s time-outs', async () => {
    mock.next({ uploadRate: '200k' });
    const size = Buffer.byteLength(bigForm);
    const took = await timed(async () => {
      expect(await sendOne(mock.url, upload(bigForm))).toMatchObject({ status: 200 });
    });
    expect(took).toBeGreaterThan((size / 200_000) * 1000 - 150);
  });

  it('applies to responses', async () => {
    mock.next({ responseRate: 1000, body: 'x'.repeat(400) });
    const took = await timed(async () => {
      expect((await sendOne(mock.url, upload())).body).toHaveLength(402);
    });
    expect(took).toBeGreaterThan(350);
  });

  it('applies to all uploads and responses of a mock, and slows the client down', async () => {
    await using slow = await startMock({ uploadRate: '1M', responseRate: '1k' });
    const socket = await open(slow.url);
    socket.write(head({ 'Content-Length': '50000000' }));
    let taken = 0;
    const piece = Buffer.alloc(64 * 1024, 'x');
    const pour = (): unknown =>
      socket.write(piece, () => {
        taken += piece.length;
        if (!socket.destroyed) pour();
      });
    pour();
    socket.on('error', () => undefined);
    await expect.poll(() => taken, { timeout: 5000 }).toBeGreaterThan(1024 ** 2);
    expect(taken).toBeLessThan(20 * 1024 ** 2);
    socket.destroy();
  });

  it.each(['fast', '0', '-1', '5kb', 0, Number.NaN])('is none: %s', async (uploadRate) => {
    await expect(startMock({ uploadRate })).rejects.toThrow('expected bytes per second');
  });
});

describe('an upload that the mock interrupts', () => {
  it('stalls after these bytes, longer than any time-out, and ends with the mock', async () => {
    const own = await startMock({ limits: { idleTime: 250, requestTime: 500 } });
    own.when({ fileName: 'big.bin' }).respond({ afterBytes: 65_536, stall: true });
    const socket = await open(own.url);
    // The mock may reset it in the end.
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined).resume();
    socket.write(upload(bigForm));
    const entry = await own.waitForRequest({ fileName: 'big.bin' });
    expect(entry).toMatchObject({ answered: 'hang', over: false });
    expect(entry.bytes).toBeGreaterThanOrEqual(65_536);
    expect(entry).not.toHaveProperty('ruling');
    await expect(once(socket, 'data', { signal: AbortSignal.timeout(800) })).rejects.toThrow();
    expect(await timed(() => own.close())).toBeLessThan(1500);
    await closed;
  });

  it.each([
    ['small', upload()],
    ['of 200 kB', upload(bigForm)],
  ])('shows as gone when the client cancels while it stalls: %s', async (_, request) => {
    mock.next({ afterBytes: 100, stall: true });
    const socket = await open(mock.url);
    socket.write(request);
    await expect.poll(() => mock.requests()).toMatchObject([{ answered: 'hang', over: false }]);
    socket.destroy();
    await expect.poll(() => mock.requests()).toMatchObject([{ answered: 'gone', over: true }]);
  });

  it('is reset', async () => {
    mock.next({ afterBytes: 1000, reset: true });
    await expect(sendOne(mock.url, upload(bigForm))).rejects.toThrow();
    const [entry] = mock.requests({ answered: 'reset' });
    expect(entry?.bytes).toBeGreaterThanOrEqual(1000);
  });

  it('gets its response before it is complete', async () => {
    mock
      .when({ fileName: 'big.bin' })
      .respond({ afterBytes: 500, respondBeforeBody: true, example: 'tooLarge' });
    const begun = `${head({ 'Content-Length': '9000' })}${bigForm.slice(0, 600)}`;
    expect(await sendOne(mock.url, begun)).toMatchObject({
      status: contract.refusals.tooLarge,
      headers: { connection: 'close' },
    });
  });

  it('gets the usual response when it is shorter', async () => {
    mock.next({ afterBytes: 1_000_000, reset: true });
    expect(await sendOne(mock.url, upload())).toMatchObject({ status: 200 });
  });
});

describe('a client that disconnects', () => {
  const begun = `${head({ 'Content-Length': '9000' })}${goodForm.slice(0, 100)}`;
  const leave = { destroy: 'destroy', reset: 'resetAndDestroy' } as const;

  it.each(Object.entries(leave))(
    'in the middle of a body is gone, with the bytes so far: %s',
    async (_, how) => {
      const socket = await open(mock.url);
      await new Promise((resolve) => socket.write(begun, resolve));
      // Otherwise both arrive in one piece, and a reset overtakes the data.
      await sendOne(mock.url, upload());
      socket[how]();
      const entry = await mock.waitForRequest({ answered: 'gone' });
      await expect
        .poll(() => mock.requests({ answered: 'gone' }))
        .toMatchObject([{ over: true, bytes: 100 }]);
      expect(entry.request.complete).toBe(false);
      expect(mock.requests({ answered: 'gone' })[0]).not.toHaveProperty('ruling');
    },
  );

  it.each(Object.entries(leave))('before a delayed response is gone immediately: %s', async (_, how) => {
    mock.next({ delay: 60_000 });
    const socket = await open(mock.url);
    socket.write(upload());
    await mock.waitForRequest();
    socket[how]();
    const [entry] = await expect
      .poll(() => mock.requests({ answered: 'gone' }), { timeout: 3000 })
      .toHaveLength(1)
      .then(() => mock.requests());
    expect(entry).toMatchObject({ over: true, bytes: Buffer.byteLength(goodForm) });
  });

  it('is not one that ends only its side, and waits', async () => {
    mock.next({ delay: 100 });
    const socket = await open(mock.url);
    const received = receive(socket, 1);
    socket.end(upload());
    expect(await received).toMatchObject([{ status: 200 }]);
    expect(await mock.waitForRequest()).toMatchObject({ answered: 'sent' });
  });
});

it('the digest of a file reveals corruption', async () => {
  await sendOne(mock.url, upload(bigForm));
  await sendOne(mock.url, upload(bigForm.replace('xxx', 'xyx')));
  const digests = mock.requests().map(({ request }) => request.parts.find(({ kind }) => kind === 'file'));
  const sha256 = createHash('sha256').update('x'.repeat(200_000)).digest('hex');
  expect(digests[0]).toMatchObject({ size: 200_000, sha256 });
  expect(digests[1]).toMatchObject({ size: 200_000, sha256: expect.not.stringContaining(sha256) });
});
