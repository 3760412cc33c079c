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

/** Who may upload to the embedded mock, where the tester names nobody. */
export const embeddedCredentials = () => ({
  clientId: 'demo-client',
  accountId: 'demo-account',
  foreignAccountId: 'foreign-account',
  token: `demo-${randomBytes(12).toString('hex')}`,
});

/**
 * Starts the mock in a process of its own, on a free port, for these credentials alone. It ends with this process.
 *
 * @param contract what it keeps; the built-in one when left out.
 */
export async function startEmbeddedMock(
  { clientId, accountId, token }: Pick<Deployment, 'clientId' | 'accountId' | 'token'>,
  contract?: Contract,
): Promise<EmbeddedMock> {
  const child = fork(join(import.meta.dirname, 'embedded-mock-child.js'), {
    // What this process was started with, a loader or an inspector, is not for that one.
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
