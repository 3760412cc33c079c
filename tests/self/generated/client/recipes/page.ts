import { createUploadClient } from 'upload-contract/client';

const client = createUploadClient({
  baseUrl: '/api', // the deployment, reached through your own server
  clientId: 'your-client-id',
  token: async () => (await fetch('/token')).text(), // never part of the page
});

const input = document.querySelector<HTMLInputElement>('#file');
const bar = document.querySelector<HTMLProgressElement>('#bar');
const outcome = document.querySelector<HTMLOutputElement>('#outcome');

input?.addEventListener('change', async () => {
  const file = input.files?.[0];
  if (!file || !bar || !outcome) return;
  try {
    const result = await client.uploadFile({
      accountId: 'your-account-id',
      file,
      onProgress({ loaded, total }) {
        bar.max = total || 1;
        bar.value = loaded;
      },
    });
    outcome.value = result.ok ? `Stored as ${result.data.fileId}` : `Rejected: ${result.problem.title}`;
  } catch (error) {
    outcome.value = `Not uploaded: ${(error as Error).message}`;
  }
});
