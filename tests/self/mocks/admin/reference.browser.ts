import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { launchBrowser } from '../../browser/launch.ts';
import { openInspector } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser?.close());

describe('the reference', () => {
  test('shows the contract, and contacts no host but the mock', async () => {
    await using inspector = await openInspector(browser, { path: '/reference' });
    const { page, complaints } = inspector;
    await page.locator('.opblock-body').waitFor();
    // The operation unfolds in steps: its fields come last.
    for (const field of Object.values(contract.fields)) {
      await page.locator('.opblock-body').getByText(field).first().waitFor();
    }
    const text = await page.locator('#reference').innerText();
    for (const word of [contract.title, contract.path, ...Object.values(contract.fields)]) {
      expect(text.replaceAll('\u200b', '')).toContain(word);
    }
    for (const { status } of contract.responses) expect(text).toContain(String(status));
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
  });

  test('tries an upload against the mock', async () => {
    await using inspector = await openInspector(browser, { path: '/reference' });
    const { page, mock } = inspector;
    await page.locator('.opblock-body').waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'tried.csv', mimeType: 'text/csv', buffer: Buffer.from('id,name') });
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table').waitFor();
    expect(mock.requests()).toMatchObject([
      {
        request: {
          parts: expect.arrayContaining([expect.objectContaining({ fileName: 'tried.csv', size: 7 })]),
        },
        ruling: { outcome: 'accepted' },
        response: { status: contract.success.status },
      },
    ]);
  });

  test.each([contract.recognisedDocumentTypes[0], 'Lieferschein 7', 'csv'])(
    'tries any document type: %s',
    async (type) => {
      await using inspector = await openInspector(browser, { path: '/reference' });
      const { page, mock } = inspector;
      await page.locator('.opblock-body').waitFor();
      const field = page.locator(`tr[data-property-name="${contract.fields.type}"]`);
      for (const known of contract.recognisedDocumentTypes) expect(await field.innerText()).toContain(known);
      await field.locator('input[type=text]').fill(type);
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'tried.csv', mimeType: 'text/csv', buffer: Buffer.from('id,name') });
      await page.getByRole('button', { name: 'Execute' }).click();
      await page.locator('.live-responses-table').waitFor();
      const [{ request } = { request: undefined }] = mock.requests();
      expect(request?.parts).toContainEqual(
        expect.objectContaining({ name: contract.fields.type, value: type }),
      );
    },
  );
});
