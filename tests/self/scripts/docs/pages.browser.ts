import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSite } from '../../../../scripts/docs/write-site.ts';
import { launchBrowser } from '../../browser/launch.ts';
import { mixedCases, reportOf } from '../../contract/report/sample.ts';
import { siteOf } from './site.ts';

let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'));
  await writeSite(folder, await siteOf({ report: reportOf(mixedCases()) }));
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

interface Opened extends AsyncDisposable {
  page: Page;
  /** Requests of the page outside its folder, and messages of the browser. */
  complaints: string[];
}

/** Opens a page as a person would: from its folder, without a network. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    offline: true,
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) complaints.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(pathToFileURL(folder).href + path);
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

test('three clicks lead from the start to the bytes of R9 and a program to copy', async () => {
  await using opened = await open('/index.html');
  const { page, complaints } = opened;
  await page.getByRole('main').getByRole('link', { name: 'R9', exact: true }).last().click();
  expect(await page.getByText('If you call the endpoint').isVisible()).toBe(true);
  await page.locator('#type-unrecognised > summary').click();
  const bytes = page.locator('#type-unrecognised pre').first();
  expect(await bytes.isVisible()).toBe(true);
  expect(await bytes.textContent()).toContain('name="documentType"');
  expect(await page.locator('#type-unrecognised pre').last().textContent()).toContain('curl -sS');
  await page.locator('#type-unrecognised .copy').last().click();
  await page.getByText(/^(Copied|Selected)$/).waitFor();
  expect(complaints).toEqual([]);
});

describe('the search', () => {
  test('finds a rule by its id, and leads there from any page', async () => {
    await using opened = await open('/rules/R1.html');
    const { page, complaints } = opened;
    await page.keyboard.press('/');
    await page.keyboard.type('R9');
    const first = page.locator('#results a').first();
    expect(await first.textContent()).toContain('R9 Other types');
    await page.keyboard.press('Enter');
    await page.waitForURL(/rules\/R9\.html$/);
    expect(complaints).toEqual([]);
  });

  test('finds cases, statuses and words, and says when there is nothing', async () => {
    await using opened = await open('/index.html');
    const { page } = opened;
    const found = async (text: string): Promise<string[]> => {
      await page.getByRole('searchbox').fill(text);
      return page.locator('#results a').allTextContents();
    };
    expect((await found('two-files-same-name')).join()).toContain('Two files of the same name');
    expect((await found('401')).join()).toContain('Response');
    expect((await found('near miss')).join()).toContain('Term');
    expect(await found('zzzz')).toEqual([]);
    expect(await page.locator('#results [role=status]').textContent()).toBe('Nothing found.');
  });
});

test('a linked case is open and visible', async () => {
  await using opened = await open('/rules/R7.html#two-files-same-name');
  const { page } = opened;
  await expect.poll(() => page.locator('#two-files-same-name').getAttribute('open')).toBe('');
  const box = await page.locator('#two-files-same-name').boundingBox();
  expect(box?.y).toBeGreaterThan(0);
  expect(box?.y).toBeLessThan(400);
});

describe.each([
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['narrow', { viewport: { width: 360, height: 740 } }],
] as const)('%s', (_, look) => {
  test.each(['/index.html', '/rules/R7.html#two-files-same-name', '/endpoint.html', '/pipelines.html'])(
    '%s has no axe violation',
    async (path) => {
      await using opened = await open(path, look);
      const { page } = opened;
      await page.evaluate(axe.source);
      const violations = await page.evaluate<{ id: string }[]>(
        'axe.run().then(({ violations }) => violations)',
      );
      expect(violations.map(({ id }) => id)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    },
  );
});

test.each(['/pipelines.html', '/mock.html'])('%s shows its pictures in their own sizes', async (path) => {
  await using opened = await open(path);
  const { page, complaints } = opened;
  const images = page.locator('main img');
  const wrong = () =>
    images.evaluateAll((all) =>
      (all as HTMLImageElement[]).flatMap((image) => {
        image.loading = 'eager';
        const { naturalWidth, naturalHeight } = image;
        const told = [image.getAttribute('width'), image.getAttribute('height')].map(Number);
        return naturalWidth === told[0] && naturalHeight === told[1] ? [] : [image.src];
      }),
    );
  expect(await images.count()).toBeGreaterThan(0);
  await expect.poll(wrong).toEqual([]);
  expect(complaints).toEqual([]);
});

test('it prints without its menus, and with its cases', async () => {
  await using opened = await open('/rules/R7.html');
  const { page } = opened;
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.menu').isVisible()).toBe(false);
  expect(await page.getByRole('searchbox').isVisible()).toBe(false);
  await page.evaluate('dispatchEvent(new Event("beforeprint"))');
  expect(await page.locator('#two-files-same-name pre').first().isVisible()).toBe(true);
});
