import { createUploadClient } from 'upload-contract/client';
import { expect, inject, test } from 'vitest';

test('uploads from a browser', async () => {
  const client = createUploadClient({ baseUrl: inject('mockUrl'), clientId: 'acme', token: 'any-token' });
  const seen: number[] = [];
  const result = await client.uploadFile({
    accountId: '1001',
    file: new File(['a;b'], 'rows.csv'),
    onProgress: ({ loaded }) => seen.push(loaded),
  });
  expect(result.status).toBe(200);
  expect(seen.at(-1)).toBe(3);
});
