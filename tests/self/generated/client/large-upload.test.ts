import { once } from 'node:events';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MockProcess, startMockProcess } from '../../mocks/second-process.ts';
import { forkModule } from './second-process.ts';

const MiB = 1024 ** 2;
const size = 128 * MiB;

let folder: string;
let mock: MockProcess;
beforeAll(async () => {
  mock = await startMockProcess(['--quiet']);
  folder = await mkdtemp(join(tmpdir(), 'client-'));
});
afterAll(async () => {
  await mock.stop();
  await rm(folder, { recursive: true });
});

it('a large file is sent from disk, not buffered in memory', async () => {
  const [small, large] = [join(folder, 'small.bin'), join(folder, 'large.bin')];
  await writeFile(small, new Uint8Array(MiB));
  await writeFile(large, '');
  await truncate(large, size);

  const child = forkModule('measured-upload.ts', [mock.url, small, large]);
  const [{ size: arrived, growth }] = await once(child, 'message');
  expect(arrived).toBe(size);
  expect(growth).toBeLessThan(96 * MiB);
});
