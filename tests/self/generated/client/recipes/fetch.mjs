import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';

const { UPLOAD_BASE_URL, UPLOAD_CLIENT_ID, UPLOAD_ACCOUNT_ID, UPLOAD_TOKEN } = process.env;
const filePath = process.argv[2];

const form = new FormData();
form.append('accountId', UPLOAD_ACCOUNT_ID);
form.append('documentType', 'CSV');
form.append('file', await openAsBlob(filePath), basename(filePath));

const response = await fetch(`${UPLOAD_BASE_URL}/files/v1/${UPLOAD_CLIENT_ID}/upload_files`, {
  method: 'POST',
  headers: { Authorization: UPLOAD_TOKEN },
  body: form,
});
console.log(response.status, await response.json());
if (!response.ok) process.exitCode = 1;
