import { runContract, writeReport } from 'upload-contract';
import { createUploadClient } from 'upload-contract/client';
import { startMock } from 'upload-contract/mock';

const who = { clientId: 'acme', accountId: '1001', token: 's3cret-token' };
const mock = await startMock({
  clientIds: [who.clientId],
  accountIds: [who.accountId],
  tokens: [who.token],
});

const client = createUploadClient({ baseUrl: mock.url, clientId: who.clientId, token: who.token });
const result = await client.uploadFile({
  accountId: who.accountId,
  file: new File(['id;name\n1;Ada\n'], 'rows.csv'),
  documentType: 'CSV',
});
console.log(`The mock responded with ${result.status} to ${mock.requests().length} upload.`);

const report = await runContract({ deployment: { baseUrl: mock.url, ...who } });
await writeReport(report, 'html', 'reports/contract.html');
console.log(`${report.verdict}: ${report.headline}`);

await mock.close();
