import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Contract } from '../../spec/contract.ts';
import type { Deployment } from '../../tests/contract/settings.ts';

export interface EmbeddedMock {
  baseUrl: string;
  close(): void;
}

/** The credentials of the embedded mock, for options that the tester left out. */
export const embeddedCredentials = () => ({
  clientId: 'demo-client',
  accountId: 'demo-account',
  foreignAccountId: 'foreign-account',
  token: `demo-${randomBytes(12).toString('hex')}`,
});

/**
 * Starts the mock in its own process, on a free port, for these credentials only. It ends with this process.
 *
 * @param contract the contract to mock. Default: the built-in one.
 */
export async function startEmbeddedMock(
  { clientId, accountId, token }: Pick<Deployment, 'clientId' | 'accountId' | 'token'>,
  contract?: Contract,
): Promise<EmbeddedMock> {
  const child = fork(join(import.meta.dirname, 'embedded-mock-child.js'), {
    // Loaders and inspectors of this process do not apply to that one.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('the embedded mock ended before it was ready');
  });
  child.send({ clientId, accountId, token, contract });
  const [{ url }] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => {});
  return { baseUrl: url, close: () => void child.kill() };
}
