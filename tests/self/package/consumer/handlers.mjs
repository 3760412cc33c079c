import { setupServer } from 'msw/node';
import { createUploadClient } from 'upload-contract/client';
import { uploadHandlers } from 'upload-contract/msw';

const handlers = uploadHandlers({ tokens: ['s3cret-token'] });
const server = setupServer(...handlers);
server.listen({ onUnhandledRequest: 'error' });

const client = createUploadClient({ baseUrl: 'http://files.test', clientId: 'acme', token: 's3cret-token' });
const result = await client.uploadFile({ accountId: '1001', file: new File(['a;b'], 'rows.csv') });
console.log(`The handlers responded with ${result.status} to ${handlers.requests().length} upload.`);

server.close();
