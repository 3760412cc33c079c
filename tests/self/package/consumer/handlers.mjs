import { setupServer } from 'msw/node';
import { createUploadClient } from 'upload-contract/client';
import { uploadHandlers } from 'upload-contract/msw';

const server = setupServer(...uploadHandlers({ tokens: ['s3cret-token'] }));
server.listen({ onUnhandledRequest: 'error' });

const client = createUploadClient({ baseUrl: 'http://files.test', clientId: 'acme', token: 's3cret-token' });
const result = await client.uploadFile({ accountId: '1001', file: new File(['a;b'], 'rows.csv') });
console.log(`The handlers said ${result.status}.`);

server.close();
