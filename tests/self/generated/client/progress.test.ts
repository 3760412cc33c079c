import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadProgress, UploadSource } from '../../../../generated/client.ts';
import { bytes, clientFor } from './clients.ts';
import { type ScriptedServer, startScriptedServer } from './second-process.ts';

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.stop());

async function progressOf(file: UploadSource, behaviour = 'accept', retry = 0): Promise<UploadProgress[]> {
  const seen: UploadProgress[] = [];
  const client = clientFor(`${server.url}/${behaviour}`, { retry });
  await client.uploadFile({ accountId: 'a', file, onProgress: (progress) => seen.push(progress) });
  return seen;
}

describe('progress', () => {
  it.each([1, 10_000, 1_000_000])('goes from 0 to the size of the file: %i bytes', async (size) => {
    const seen = await progressOf(bytes(size));
    expect(seen.at(0)).toEqual({ loaded: 0, total: size });
    expect(seen.at(-1)).toEqual({ loaded: size, total: size });
    expect(seen.map(({ loaded }) => loaded)).toEqual(seen.map(({ loaded }) => loaded).sort((a, b) => a - b));
  });

  it('comes in steps', async () => {
    expect((await progressOf(bytes(1_000_000))).length).toBeGreaterThan(10);
  });

  it('of an empty file is complete from the start', async () => {
    expect(await progressOf(new Blob([]))).toEqual([{ loaded: 0, total: 0 }]);
  });

  it('of a stream has no total', async () => {
    const seen = await progressOf(Readable.from([bytes(10), bytes(20)]));
    expect(seen).toEqual([0, 10, 30].map((loaded) => ({ loaded, total: undefined })));
  });

  it('begins again with each attempt', async () => {
    const seen = await progressOf(bytes(10), 'busy-once', 1);
    expect(seen.map(({ loaded }) => loaded)).toEqual([0, 10, 0, 10]);
  });
});
