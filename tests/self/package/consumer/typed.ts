import {
  type Contract,
  ContractError,
  contract,
  contractCases,
  type Report,
  readContract,
  renderReport,
  runContract,
} from 'upload-contract';
import { createUploadClient, UploadError, type UploadResult } from 'upload-contract/client';
import { type Mock, startMock } from 'upload-contract/mock';
import { uploadHandlers } from 'upload-contract/msw';
import document from 'upload-contract/openapi.json' with { type: 'json' };
import { defineContractTests } from 'upload-contract/vitest';
import { mockTest, test } from 'upload-contract/vitest-mock';

// Each entry point, used as its types allow. Only compiled.
export async function useAll(): Promise<string> {
  const own: Contract = readContract(document);
  const mock: Mock = await startMock({ contract: own, latency: [1, 2] });
  const who = { clientId: 'acme', accountId: '1001', token: 's3cret-token' };
  const ids = contractCases(contract).map(({ id }) => id);
  const report: Report = await runContract({
    contract: own,
    deployment: { baseUrl: mock.url, ...who },
    cases: ids.slice(0, 3),
  });
  const client = createUploadClient({ baseUrl: mock.url, clientId: 'acme', token: async () => who.token });
  const result: UploadResult = await client.uploadFile({ accountId: '1001', file: new Blob(['a']) });
  if (result.status === 200) console.log(result.data.fileId);
  defineContractTests({ deployment: 'mock', only: 'two-files*' });
  console.log(uploadHandlers({ contract: own }).length, UploadError.name, ContractError.name);
  return renderReport(report, 'junit');
}

export function testAll(): void {
  test('its own', ({ mock }) => void mock.requests({ accountId: '1001' }));
  mockTest({ scope: 'file', basePath: '/api' })('shared', ({ mock }) => mock.next({ status: 503 }));
  // @ts-expect-error: no scope is named so
  mockTest({ scope: 'worker' });
}

export function misuseAll(client: ReturnType<typeof createUploadClient>): void {
  // @ts-expect-error: there is no such option
  defineContractTests({ onyl: 'two-files*' });
  const file = [new Blob(), new Blob()];
  // @ts-expect-error: one file, not two
  void client.uploadFile({ accountId: '1001', file });
}
