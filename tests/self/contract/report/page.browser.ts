import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../../contract/report/formats/html/page.ts';
import type { Report } from '../../../contract/report/report.ts';
import { launchBrowser } from '../../browser/launch.ts';
import { caseOf, check, hostile, mixedCases, reportOf } from './sample.ts';

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'page-'));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

interface Opened extends AsyncDisposable {
  page: Page;
  /** The page's network requests, and its console messages. */
  complaints: string[];
}

/** Opens the report as a person would: as a file. */
async function open(
  report: Report,
  options: { hash?: string; dark?: true; width?: number } = {},
): Promise<Opened> {
  const file = join(folder, `${crypto.randomUUID()}.html`);
  await writeFile(file, renderHtml(report));
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1200, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
  });
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href + (options.hash ?? ''));
  return { page, complaints, [Symbol.asyncDispose]: () => page.close() };
}

const shownCases = (page: Page): Promise<string[]> =>
  page.locator('.case:visible').evaluateAll((elements) => elements.map(({ id }) => id));

const report = reportOf(mixedCases());

describe('the page of a report', () => {
  test('shows the verdict first, and needs no network', async () => {
    await using opened = await open(report);
    expect(await opened.page.locator('h1').textContent()).toBe('The deployment breaks the contract.');
    expect(await opened.page.title()).toContain('https://staging.example');
    expect(opened.complaints).toEqual([]);
  });

  test('unfolds what is broken, with its exchange and the line to send it again', async () => {
    await using opened = await open(report);
    const broken = opened.page.locator('#two-files-same-name');
    expect(await broken.getAttribute('open')).toBe('');
    const text = await broken.textContent();
    for (const part of ['Exactly one file', 'Expected: ', 'POST /files/v1/', 'HTTP/1.1 200', 'curl -sS']) {
      expect(text).toContain(part);
    }
    expect(await opened.page.locator('#csv-file').getAttribute('open')).toBeNull();
  });

  test('filters by verdict and by text', async () => {
    await using opened = await open(report);
    const { page } = opened;
    expect(await shownCases(page)).toHaveLength(5);
    await page.getByLabel('kept').uncheck();
    await page.getByLabel('skipped').uncheck();
    expect(await shownCases(page)).toEqual(['two-files-same-name', 'method-get', 'token-prefix']);
    await page.getByLabel('Search').fill('R7 files');
    expect(await shownCases(page)).toEqual(['two-files-same-name']);
    expect(await page.getByRole('status').textContent()).toBe('1 of 5 cases');
  });

  test('says so when no case matches', async () => {
    await using opened = await open(report);
    const { page } = opened;
    const nothing = page.getByText('No case matches.');
    expect(await nothing.isVisible()).toBe(false);
    await page.getByLabel('Search').fill('no such words');
    expect(await shownCases(page)).toEqual([]);
    expect(await nothing.isVisible()).toBe(true);
    await page.getByLabel('Search').fill('R7');
    expect(await nothing.isVisible()).toBe(false);
  });

  test('opens the case in the address, and the links of the matrix lead to cases', async () => {
    await using opened = await open(report, { hash: '#csv-file' });
    const { page } = opened;
    expect(await page.locator('#csv-file').getAttribute('open')).toBe('');
    await page.locator('.matrix').getByRole('link', { name: 'method-get' }).click();
    await expect.poll(() => page.locator('#method-get').getAttribute('open')).toBe('');
  });

  test.each([{}, { dark: true as const }, { width: 360 }])('has no axe violation, %j', async (options) => {
    await using opened = await open(report, options);
    const { page } = opened;
    await page.locator('.case').evaluateAll((elements) => {
      for (const element of elements) element.setAttribute('open', '');
    });
    await page.evaluate(axeSource);
    const violations = await page.evaluate<{ id: string }[]>('axe.run().then((result) => result.violations)');
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('keeps the heads and numbers of its table on one line', async () => {
    await using opened = await open(
      reportOf(Array.from({ length: 120 }, (_, n) => caseOf(`a-${n}`, 'pass', [check('R1', 'pass')]))),
    );
    const lines = await opened.page.locator('.matrix thead th, .matrix #R1 .number').evaluateAll((cells) =>
      cells.map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size;
      }),
    );
    expect(Math.max(...lines)).toBe(1);
  });

  test('prints without its controls', async () => {
    await using opened = await open(report);
    await opened.page.emulateMedia({ media: 'print' });
    expect(await opened.page.locator('.filter').isVisible()).toBe(false);
    expect(await opened.page.locator('#two-files-same-name pre').first().isVisible()).toBe(true);
  });

  test('shows hostile responses as text', async () => {
    const attacked = reportOf(mixedCases(hostile), { preflight: { kind: 'broken', note: hostile } });
    await using opened = await open(attacked);
    expect(opened.complaints).toEqual([]);
    expect(await opened.page.locator('script').count()).toBe(1);
    expect(await opened.page.locator('img').count()).toBe(0);
    expect(await opened.page.locator('#two-files-same-name').textContent()).toContain(
      '<script>alert(1)</script>',
    );
  });
});

const axeSource = createRequire(import.meta.url)('axe-core').source as string;
