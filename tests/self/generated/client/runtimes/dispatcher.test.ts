import { Agent, getGlobalDispatcher, request, setGlobalDispatcher } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MockProcess, startMockProcess } from '../../../mocks/second-process.ts';
import { accountId, bytes, clientFor, token } from '../clients.ts';
import { type ScriptedServer, startScriptedServer } from '../second-process.ts';

// Programs with a proxy or their own certificates replace the undici under Node's fetch.
const own = getGlobalDispatcher();
let mock: MockProcess;
let scripted: ScriptedServer;
beforeAll(async () => {
  setGlobalDispatcher(new Agent());
  [mock, scripted] = await Promise.all([
    startMockProcess(['--quiet', '--token', token, '--max-file-size', '5000000']),
    startScriptedServer(),
  ]);
});
afterAll(async () => {
  setGlobalDispatcher(own);
  scripted.stop();
  await mock.stop();
});

describe('through a dispatcher of the npm package undici', () => {
  it.each([0, 10, 100_000, 5_000_000])('%i bytes arrive', async (size) => {
    const result = await clientFor(mock.url).uploadFile({ accountId, file: bytes(size) });
    expect(result).toMatchObject({ ok: true, data: { size } });
  });

  it('a stream arrives', async () => {
    const file = new Blob([bytes(1_000_000)]).stream();
    const result = await clientFor(mock.url).uploadFile({ accountId, file });
    expect(result).toMatchObject({ ok: true, data: { size: 1_000_000 } });
  });

  it('the body of its own response arrives, a Readable that looks like a Blob', async () => {
    const { body } = await request(`${scripted.url}/arrived/nobody`);
    const result = await clientFor(mock.url).uploadFile({ accountId, file: body });
    expect(result).toMatchObject({ ok: true, data: { size: '[]'.length } });
  });

  it.each([
    ['refuse-and-close', { status: 401 }],
    ['refuse-and-drain', { status: 413 }],
    ['reset', { name: 'ConnectionResetError' }],
    ['redirect', { name: 'RedirectError' }],
  ])('%s ends as usual', async (behaviour, outcome) => {
    const upload = clientFor(`${scripted.url}/${behaviour}`).uploadFile({
      accountId,
      file: bytes(5_000_000),
    });
    expect(await upload.catch((error) => error)).toMatchObject(outcome);
  });
});
