import { createUploadClient } from 'upload-contract/client';
import { mockTest } from 'upload-contract/vitest-mock';

const test = mockTest({ accountIds: ['1001'] });

test('another account is rejected', async ({ mock, expect }) => {
  const client = createUploadClient({ baseUrl: mock.url, clientId: 'acme', token: 'any-token' });
  const result = await client.uploadFile({ accountId: '2002', file: new File(['a;b'], 'rows.csv') });
  expect(result.status).toBe(403);
  expect(mock.requests({ status: 403, fileName: 'rows.csv' })).toHaveLength(1);
});
