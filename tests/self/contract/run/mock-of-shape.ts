import { expect } from 'vitest';
import { startMock } from '../../../../mocks/server.ts';
import type { Contract } from '../../../../spec/contract.ts';
import { type Report, runContract } from '../../../contract/index.ts';

const who = { clientId: 'client-7', accountId: 'account-1', token: 'Mk7-tRz94QwXb2_hLp' };

/** Runs the cases of one contract against a mock of another, or of the same. */
export async function verify(
  contract: Contract,
  deployed: Contract,
  cases?: readonly string[],
): Promise<Report> {
  await using mock = await startMock({
    contract: deployed,
    tokens: [who.token],
    accountIds: [who.accountId],
    clientIds: [who.clientId],
  });
  return await runContract({
    contract,
    deployment: {
      ...who,
      baseUrl: mock.url,
      foreignAccountId: 'account-2',
      secrets: [],
      headers: [],
      documentTypePointer: contract.success.documentTypePointer,
    },
    // The same files in each run need to be made only once.
    run: 'shapes',
    ...(cases && { cases }),
  });
}

/** Every case that applies passes. */
export function expectKept(report: Report): void {
  const others = report.cases.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
  expect(others.map(({ id, checks }) => [id, checks])).toEqual([]);
  expect(report.verdict).toBe('conforms');
}
