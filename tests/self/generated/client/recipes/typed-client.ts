import { createUploadClient, fileFromPath, UploadError } from 'upload-contract/client';

const {
  UPLOAD_BASE_URL = '',
  UPLOAD_CLIENT_ID = '',
  UPLOAD_ACCOUNT_ID = '',
  UPLOAD_TOKEN = '',
} = process.env;
const filePath = process.argv[2] ?? '';

const client = createUploadClient({
  baseUrl: UPLOAD_BASE_URL,
  clientId: UPLOAD_CLIENT_ID,
  token: UPLOAD_TOKEN, // or a function that obtains one
  timeout: 60_000,
});

try {
  const result = await client.uploadFile({
    accountId: UPLOAD_ACCOUNT_ID,
    file: await fileFromPath(filePath),
    documentType: 'CSV',
  });
  switch (result.status) {
    case 200:
      console.log(`Stored as ${result.data.fileId}, type ${result.data.documentType ?? 'not set'}`);
      break;
    case 401:
      console.error('The token is missing or not valid.');
      process.exitCode = 1;
      break;
    default:
      console.error(`Rejected with ${result.status}: ${result.problem.detail ?? result.problem.title}`);
      process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof UploadError)) throw error;
  console.error(`${error.name}: ${error.message}`);
  if (error.mayBeStored) console.error('The file may be stored all the same.');
  process.exitCode = 1;
}
