import { expect, type Page, test } from '@playwright/test';

const file = (name: string, size = 3) => ({ name, mimeType: 'text/csv', buffer: Buffer.alloc(size, 'a') });

async function choose(page: Page, name: string, size?: number): Promise<void> {
  await page.goto('/');
  await page.getByLabel('File').setInputFiles(file(name, size));
}

test('a rule for this test alone: rejected once, stored on the retry', async ({ page, request }) => {
  const rule = { when: { fileName: 'retry.csv' }, respond: { status: 503 }, times: 1 };
  await request.post('/api/__mock/rules', { data: rule });
  await choose(page, 'retry.csv');
  await expect(page.getByRole('status')).toHaveText(/^It may have arrived/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('status')).toHaveText('Stored retry.csv');
});

test('says why a file is rejected', async ({ page, request }) => {
  const rule = { when: { fileName: 'big.csv' }, respond: { example: 'tooLarge' }, times: 1 };
  await request.post('/api/__mock/rules', { data: rule });
  await choose(page, 'big.csv');
  await expect(page.getByRole('status')).toHaveText(/^Rejected: .*large/i);
});

test('a slow upload moves the bar, and is cancelled', async ({ page, request }) => {
  const rule = { when: { fileName: 'slow.csv' }, respond: { uploadRate: '2M' }, times: 1 };
  await request.post('/api/__mock/rules', { data: rule });
  await choose(page, 'slow.csv', 30_000_000);
  const bar = page.getByRole('progressbar');
  const value = () => bar.evaluate((element: HTMLProgressElement) => element.value);
  await expect.poll(value).toBeGreaterThan(0);
  expect(await value()).toBeLessThan(1);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status')).toHaveText('Cancelled.');
});
