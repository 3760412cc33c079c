import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MockProcess, startMockProcess } from '../../../mocks/second-process.ts';
import { nodeOf } from '../../../other-nodes.ts';
import { unusedAddress } from '../clients.ts';
import { forkModule, type ScriptedServer, startScriptedServer } from '../second-process.ts';

let server: ScriptedServer;
let mock: MockProcess;
beforeAll(async () => {
  [server, mock] = await Promise.all([
    startScriptedServer(),
    startMockProcess(['--quiet', '--max-file-size', '1000000']),
  ]);
});
afterAll(async () => {
  server.stop();
  await mock.stop();
});

describe('the client does the same', () => {
  it.for([20, 22, 24, 26])('on Node %i', { timeout: 180_000 }, async (major, { skip }) => {
    const node = await nodeOf(major).catch((error: Error) => {
      if (process.env.CI) throw error;
      return skip(`npm brings no Node ${major} here: ${error.message}`);
    });
    const child = forkModule('scenario.ts', [mock.url, server.url, await unusedAddress()], node);
    const [{ version, outcomes }] = await once(child, 'message');
    expect(version).toMatch(new RegExp(`^v${major}\\.`));
    expect(outcomes).toEqual({
      'small bytes': 10,
      'larger bytes': 900_000,
      'a file on disk': statSync(join(import.meta.dirname, '..', 'scenario.ts')).size,
      'a web stream': 300_000,
      'a Readable': 600_000,
      'too large': 413,
      'refused early': 401,
      'refused early, drained': 413,
      'busy at first': 1,
      'a reset': 'ConnectionResetError',
      'a reset at the end': 'ConnectionResetError',
      'half a response': 'ConnectionResetError',
      'a redirect': 'RedirectError',
      'a slow server': 'TimeoutError',
      'a server that does not read': 'TimeoutError',
      'no server': 'ConnectionFailedError',
    });
  });
});
