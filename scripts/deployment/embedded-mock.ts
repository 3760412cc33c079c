import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface EmbeddedMock {
  baseUrl: string;
  close(): void;
}

/** Who may upload to the embedded mock: what the tester named, and made-up values for the rest. */
export function embeddedCredentials(named: {
  clientId?: string;
  accountId?: string;
  foreignAccountId?: string;
  token?: string;
}) {
  return {
    clientId: 'demo-client',
    accountId: 'demo-account',
    foreignAccountId: 'foreign-account',
    token: `demo-${randomBytes(12).toString('hex')}`,
    ...named,
  };
}

/** Starts the mock in a process of its own, on a free port, for these credentials alone. */
export async function startEmbeddedMock(credentials: {
  clientId: string;
  accountId: string;
  token: string;
}): Promise<EmbeddedMock> {
  const { clientId, accountId, token } = credentials;
  const bin = join(import.meta.dirname, '..', 'upload-contract.js');
  const options = [
    '--port',
    '0',
    '--quiet',
    `--client-id=${clientId}`,
    `--account-id=${accountId}`,
    `--token=${token}`,
  ];
  const child = spawn(process.execPath, [bin, 'mock', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const close = () => void child.kill();
  process.once('exit', close);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Mock ready at (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return { baseUrl: url, close };
  }
  throw new Error('the embedded mock ended before it was ready');
}
