import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../../../contract/report/formats/html/page.ts';
import type { Report } from '../../../../contract/report/report.ts';
import { launchBrowser } from '../../../browser/launch.ts';
import { alike, caseOf, check, hostile, mixedCases, reportOf } from '../sample.ts';

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
    const broken = opened.page.locator('.finding').first();
    expect(await broken.getAttribute('open')).toBe('');
    const text = await broken.textContent();
    for (const part of ['Exactly one file', 'Expected: ', 'POST /files/v1/', 'HTTP/1.1 200', 'curl -sS']) {
      expect(text).toContain(part);
    }
    expect(await opened.page.locator('.finding[open], .case[open]').count()).toBe(1);
    const verdicts = await opened.page
      .locator('.finding')
      .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-verdict')));
    expect(verdicts).toEqual(['fail', 'warn', 'warn', 'inconclusive']);
  });

  test('shows cases that break a rule in the same way as one finding with one exchange, and leads to each', async () => {
    await using opened = await open(reportOf(alike(45)));
    const { page } = opened;
    const finding = page.locator('.finding');
    expect(await finding.locator('summary').textContent()).toBe(
      'broken R7: status 201 Created instead of being rejected with 4xx or 5xx 45 cases',
    );
    expect(await page.getByText('HTTP/1.1 201').locator('visible=true').count()).toBe(1);
    expect(await finding.getByRole('link', { name: /^alike-/ }).count()).toBe(45);
    await finding.getByRole('link', { name: 'alike-44' }).click();
    await expect.poll(() => page.locator('#alike-44').getAttribute('open')).toBe('');
    expect(await page.locator('#alike-44').textContent()).toContain('response 44');
  });

  test('stays below 1 MB, and keeps the exchanges of findings longest', async () => {
    const page = renderHtml(reportOf(alike(700)));
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
    expect(page.match(/HTTP\/1\.1 201/g)).toHaveLength(1);
  });

  test('shows a response that breaks several rules once, and nothing when every rule is kept', async () => {
    const both = caseOf('both', 'fail', [check('R7', 'fail'), check('R13', 'warn')]);
    await using opened = await open(reportOf([both]));
    expect(await opened.page.locator('.finding .exchange').count()).toBe(1);
    const link = opened.page.locator('.finding a', { hasText: 'The same request and response as above' });
    expect(await link.getAttribute('href')).toBe('#finding-1');
    await using kept = await open(reportOf([caseOf('kept', 'pass', [check('R1', 'pass')])]));
    expect(await kept.page.getByRole('heading', { name: 'Findings' }).count()).toBe(0);
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
    await page.locator('details').evaluateAll((elements) => {
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
    expect(await opened.page.locator('#finding-1 pre').first().isVisible()).toBe(true);
  });

  test('shows hostile responses as text', async () => {
    const attacked = reportOf(mixedCases(hostile), { preflight: { kind: 'broken', note: hostile } });
    await using opened = await open(attacked);
    expect(opened.complaints).toEqual([]);
    expect(await opened.page.locator('script').count()).toBe(1);
    expect(await opened.page.locator('img').count()).toBe(0);
    for (const place of ['#two-files-same-name', '#finding-1'])
      expect(await opened.page.locator(place).textContent()).toContain('<script>alert(1)</script>');
  });
});

const axeSource = createRequire(import.meta.url)('axe-core').source as string;
