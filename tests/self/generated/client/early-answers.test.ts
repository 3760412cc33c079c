import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MockProcess, startMockProcess } from '../../mocks/second-process.ts';
import { bytes, clientFor } from './clients.ts';
import { type ScriptedServer, startScriptedServer } from './second-process.ts';

let server: ScriptedServer;
let mock: MockProcess;
beforeAll(async () => {
  [server, mock] = await Promise.all([
    startScriptedServer(),
    startMockProcess(['--quiet', '--max-file-size', '1000']),
  ]);
});
afterAll(async () => {
  server.stop();
  await mock.stop();
});

const accountId = 'a';
const times = Array.from({ length: 10 }, (_, index) => index + 1);

describe('a rejection before the upload was read', () => {
  it.each([
    ['refuse-and-close', 401],
    ['refuse-and-drain', 413],
  ])('arrives each time: %s', async (behaviour, status) => {
    const client = clientFor(`${server.url}/${behaviour}`);
    const uploads = times.map(async (mebibytes) => {
      const result = await client.uploadFile({ accountId, file: bytes(mebibytes * 2 ** 20) });
      return result.status;
    });
    expect(await Promise.all(uploads)).toEqual(times.map(() => status));
  });

  it('arrives from the mock', async () => {
    const result = await clientFor(mock.url).uploadFile({ accountId, file: bytes(20_000_000) });
    expect(result).toMatchObject({ ok: false, status: 413 });
  });

  it('releases the stream', async () => {
    const file = Readable.from(endless());
    const result = await clientFor(`${server.url}/refuse-and-close`).uploadFile({ accountId, file });
    expect(result).toMatchObject({ ok: false, status: 401 });
    expect(file.destroyed).toBe(true);
  });
});

async function* endless() {
  while (true) yield bytes(65_536);
}
