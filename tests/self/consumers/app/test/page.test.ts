import { test } from 'upload-contract/vitest-mock';
import { mountUploadForm } from '../src/upload-form.ts';

/** Puts the form into the page, and selects a file. */
function choose(url: string, name: string, content: BlobPart = 'a;b') {
  mountUploadForm(document.body, url);
  const input = document.querySelector('input');
  Object.defineProperty(input, 'files', { value: [new File([content], name, { type: 'text/csv' })] });
  input?.dispatchEvent(new Event('change'));
}

const status = () => document.querySelector('[role=status]')?.textContent;
const click = (name: string) => document.querySelector<HTMLButtonElement>(`[name=${name}]`)?.click();

test('stores a file, with a full bar at the end', async ({ mock, expect }) => {
  choose(mock.url, 'rows.csv');
  await expect.poll(status).toBe('Stored rows.csv');
  expect(document.querySelector('progress')?.value).toBe(1);
  expect(mock.requests({ fileName: 'rows.csv', status: 200 })).toHaveLength(1);
});

test('says why a file is rejected', async ({ mock, expect }) => {
  mock.next({ example: 'tooLarge' });
  choose(mock.url, 'big.csv');
  await expect.poll(status).toMatch(/^Rejected: .*large/i);
});

test('can be retried', async ({ mock, expect }) => {
  mock.when({ fileName: 'rows.csv' }).respond({ status: 503 }, { times: 1 });
  choose(mock.url, 'rows.csv');
  await expect.poll(status).toBe('It may have arrived. Look before you try again.');
  click('retry');
  await expect.poll(status).toBe('Stored rows.csv');
});

test('can be cancelled', async ({ mock, expect }) => {
  mock.next({ afterBytes: 1, stall: true });
  choose(mock.url, 'rows.csv');
  await expect.poll(status).toBe('Uploading');
  click('cancel');
  await expect.poll(status).toBe('Cancelled.');
});

test('a connection that breaks', async ({ mock, expect }) => {
  mock.next({ afterBytes: 1, reset: true });
  choose(mock.url, 'rows.csv');
  await expect.poll(status).toBe('It may have arrived. Look before you try again.');
});
