import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../../generated/contract.ts';
import { launchBrowser } from '../../browser/launch.ts';
import { openInspector } from './page.ts';
import { upload } from './upload.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser?.close());

const [knownType] = contract.recognisedDocumentTypes;
const { account, content, type } = contract.fields;
const statementOf = (id: string): string =>
  contract.requirements.find((each) => each.id === id)?.statement ?? '';
const rows = (page: Page) => page.locator('.uploads li');
const ruling = (page: Page) => page.locator('.ruling');

describe('uploads', () => {
  test('appear as they arrive, with parts, ruling and response', async () => {
    await using inspector = await openInspector(browser);
    const { page, mock, complaints } = inspector;
    await page.getByText('Nothing has been uploaded yet').waitFor();

    await upload(mock.url, { type: knownType });
    await rows(page).first().waitFor();
    expect(await rows(page).allTextContents()).toEqual([expect.stringContaining('report.csv')]);
    expect(await ruling(page).textContent()).toContain(`${type} is set to ${knownType}`);
    expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(new RegExp(`${account}\\s+my-account`)),
      expect.stringMatching(new RegExp(`${type}\\s+${knownType}`)),
      expect.stringMatching(new RegExp(`${content}\\s+report.csv\\s+text/csv\\s+10 bytes`)),
    ]);

    await upload(mock.url, { files: ['a.csv', 'b.csv'] });
    await rows(page).nth(1).waitFor();
    expect(await ruling(page).textContent()).toContain('Rejected');
    expect(await ruling(page).textContent()).toContain(`R7MUST${statementOf('R7')}`);
    expect(await page.locator('.status').textContent()).toContain(String(contract.refusals.twoFiles));
    expect(complaints).toEqual([]);
  });

  test('that came before are shown, and a type that is not set says why', async () => {
    await using inspector = await openInspector(browser, {
      before: (url) => upload(url, { type: 'Selfie' }),
    });
    await rows(inspector.page).first().waitFor();
    expect(await ruling(inspector.page).textContent()).toContain(`${type} is not set: “Selfie”`);
  });

  test('are shown as text, whatever their names contain', async () => {
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    await using inspector = await openInspector(browser);
    await upload(inspector.mock.url, { account: hostile, files: [hostile], fields: { [hostile]: hostile } });
    await rows(inspector.page).first().waitFor();
    expect(await inspector.page.locator('#detail h2').textContent()).toBe(hostile);
    expect(await inspector.page.locator('img, #detail script').count()).toBe(0);
    expect(inspector.complaints).toEqual([]);
  });

  test('are shown correctly, even if a name would reverse or hide the text around it', async () => {
    const turning = 'report\u202efdp.\u2066exe\u200b\u0085';
    await using inspector = await openInspector(browser);
    const { page, mock } = inspector;
    await upload(mock.url, { account: turning, files: [turning], fields: { [turning]: turning } });
    await rows(page).first().waitFor();
    expect(await page.locator('#detail h2').textContent()).toBe(
      'report\\u{202e}fdp.\\u{2066}exe\\u{200b}\\u{85}',
    );
    expect(await page.locator('body').textContent()).not.toMatch(/[\u202e\u2066\u200b\u0085]/);
  });

  test('can be filtered and cleared', async () => {
    await using inspector = await openInspector(browser);
    const { page, mock } = inspector;
    await upload(mock.url, { files: ['one.csv'] });
    await upload(mock.url, { files: ['two.csv'], account: '' });
    await rows(page).nth(1).waitFor();
    await page.getByLabel('Rejected').check();
    await page.getByText('1 of 2 uploads').waitFor();
    expect(await rows(page).allTextContents()).toEqual([expect.stringContaining('two.csv')]);
    await page.getByLabel('All').check();
    await page.getByText('2 uploads', { exact: true }).waitFor();
    await page.getByRole('searchbox').fill('one.csv my-account 200');
    await page.getByText('1 of 2 uploads').waitFor();
    expect(await rows(page).allTextContents()).toEqual([expect.stringContaining('one.csv')]);

    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('Nothing has been uploaded yet').waitFor();
    expect(mock.requests()).toEqual([]);
  });

  test('can be navigated by keyboard, and the open one stays', async () => {
    await using inspector = await openInspector(browser);
    const { page, mock } = inspector;
    for (const name of ['one.csv', 'two.csv', 'three.csv']) await upload(mock.url, { files: [name] });
    await rows(page).nth(2).waitFor();
    await page.locator('.uploads a[tabindex="0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('#detail h2', { hasText: 'two.csv' }).waitFor();
    await page.keyboard.press('End');
    await page.locator('#detail h2', { hasText: 'one.csv' }).waitFor();

    await upload(mock.url, { files: ['four.csv'] });
    await rows(page).nth(3).waitFor();
    expect(await page.locator('#detail h2').textContent()).toBe('one.csv');
    expect(await page.locator('.uploads a:focus').textContent()).toContain('one.csv');
  });

  test('can arrive by the thousand without filling the page', async () => {
    await using inspector = await openInspector(browser);
    const { page, mock } = inspector;
    for (let batch = 0; batch < 11; batch += 1) {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) => upload(mock.url, { files: [`${batch}-${index}.csv`] })),
      );
    }
    await upload(mock.url, { files: ['last.csv'] });
    await page.locator('#detail h2', { hasText: 'last.csv' }).waitFor();
    expect(await rows(page).count()).toBe(500);
    expect(await page.locator('*').count()).toBeLessThan(5000);
    await page.getByRole('searchbox').fill('last.csv');
    await page.getByText('1 of 500 latest uploads').waitFor();
  }, 60_000);
});

describe('the curl line', () => {
  /** Copies the line, and runs it next to a file of this name. */
  async function sendAgain({ page }: { page: Page }, shell: string, name: string, variables = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'curl-'));
    await page.getByRole('button', { name: 'Copy the curl line' }).click();
    await page.getByRole('button', { name: 'Copy the curl line' }).and(page.getByText('Copied')).waitFor();
    const line = await page.evaluate(() => navigator.clipboard.readText());
    await writeFile(join(folder, name), name);
    const env = { ...process.env, TOKEN: 'my-token', ...variables };
    await promisify(execFile)(shell, ['-c', line], { cwd: folder, env });
    await rm(folder, { recursive: true });
    return line;
  }

  test('sends the same request again', async () => {
    const name = "it's $HOME; 日本.csv";
    await using inspector = await openInspector(browser);
    const { page, mock } = inspector;
    await upload(mock.url, { files: [name], type: knownType, account: "@o'brien", fields: { note: '<a;b' } });
    await rows(page).first().waitFor();
    await sendAgain(inspector, 'sh', name);
    const [first, second] = mock.requests();
    expect(second?.request.parts).toEqual(first?.request.parts);
    expect(second?.ruling).toEqual(first?.ruling);
  });

  test('escapes invisible characters, and sends them all the same', async () => {
    const name = "it's\u202efdp\\.exe\u0085";
    await using inspector = await openInspector(browser);
    const { page, mock } = inspector;
    await upload(mock.url, { files: [name], account: 'of\u2066me' });
    await rows(page).first().waitFor();
    const line = await sendAgain(inspector, 'bash', name);
    expect(line).not.toMatch(/[\u202e\u0085\u2066]/);
    const [first, second] = mock.requests();
    expect(first?.request.parts).toContainEqual(expect.objectContaining({ fileName: name }));
    expect(second?.request.parts).toEqual(first?.request.parts);
  });

  test('has a variable for each secret that is not kept', async () => {
    await using inspector = await openInspector(browser);
    const { page, mock } = inspector;
    await upload(mock.url, { headers: { 'X-Api-Key': 'of-mine', 'X-Note': 'it is my-token' } });
    await rows(page).first().waitFor();
    expect(await page.getByText('Secrets are not kept').textContent()).toContain('X_API_KEY, TOKEN');
    const line = await sendAgain(inspector, 'sh', 'report.csv', { X_API_KEY: 'of-mine' });
    expect(line).toContain('"x-api-key: $X_API_KEY"');
    expect(line).toContain('"x-note: it is $TOKEN"');
    expect(mock.requests()[1]?.request.headers).toMatchObject({ 'x-api-key': '***', 'x-note': 'it is ***' });
  });

  test('on the empty page makes a first upload', async () => {
    await using inspector = await openInspector(browser);
    const line = await inspector.page.locator('.lesson pre').textContent();
    await promisify(execFile)('sh', ['-c', line ?? '']);
    await rows(inspector.page).first().waitFor();
    expect(inspector.mock.requests()).toMatchObject([{ ruling: { outcome: 'accepted', requirement: 'R8' } }]);
  });
});

describe('the form', () => {
  test('sends a dropped file, and shows the response', async () => {
    await using inspector = await openInspector(browser);
    const { page, mock } = inspector;
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'.repeat(2_000_000)], 'dropped.csv', { type: 'text/csv' }));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    });
    await page.getByText('dropped.csv, 2.0 MB').waitFor();
    await page.getByLabel(type).fill('Other');
    await page.keyboard.press('Enter');
    await page.getByText(`Responded with ${contract.success.status}.`).waitFor();
    expect(mock.requests()[0]?.request.parts).toEqual([
      { kind: 'field', name: account, value: 'my-account' },
      { kind: 'field', name: type, value: 'Other' },
      { kind: 'file', name: content, fileName: 'dropped.csv', mediaType: 'text/csv', size: 2_000_000 },
    ]);
  });

  test('leaves out empty fields, including the token', async () => {
    await using inspector = await openInspector(browser);
    const { page } = inspector;
    await page.getByText('Send an upload').click();
    await page.getByLabel(contract.credential.header).fill('');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText(`Responded with ${contract.refusals.missingToken}.`).waitFor();
    expect(await ruling(page).textContent()).toContain('R2');
  });
});

test('a rule leads to its page of the reference site, and to the case that was sent', async () => {
  await using inspector = await openInspector(browser, { docsUrl: 'https://docs.example/contract' });
  const { page, mock } = inspector;
  const link = ruling(page).getByRole('link');
  await upload(mock.url);
  await link.waitFor();
  expect(await link.getAttribute('href')).toMatch(/^https:\/\/docs\.example\/contract\/rules\/R\d+\.html$/);
  await upload(mock.url, { headers: { 'User-Agent': 'upload-contract/1.0.0 (contract-ab12cd-csv-file)' } });
  await page.locator('#uploads li').nth(1).waitFor();
  await expect.poll(() => link.getAttribute('href')).toMatch(/\.html#csv-file$/);
});

test('a button forces the next response, which is shown as forced', async () => {
  await using inspector = await openInspector(browser);
  const { page, mock } = inspector;
  await page.getByText('Force the next response').click();
  await page.getByRole('button', { name: '503' }).click();
  await page.locator('#pending', { hasText: '503' }).waitFor();
  expect(await upload(mock.url)).toBe(503);
  await page.getByText('The rules did not decide this').waitFor();
  expect(await ruling(page).textContent()).toContain('Accepted');
  expect(await page.locator('#pending').textContent()).toBe('');
});

describe.each([
  { name: 'light', look: {} },
  { name: 'dark', look: { dark: true } },
  { name: 'narrow', look: { width: 360 } },
])('the $name page', ({ look }) => {
  test('has no axe violation, empty, filled and unfolded', async () => {
    await using inspector = await openInspector(browser, look);
    const { page, mock } = inspector;
    expect(await violations(page)).toEqual([]);
    await upload(mock.url, {
      files: ['a-name-that-goes-on-and-on-for-more-than-a-phone-is-wide.csv'],
      account: '',
    });
    await upload(mock.url, { type: knownType });
    await rows(page).nth(1).waitFor();
    for (const summary of await page.locator('summary:visible').all()) await summary.click();
    expect(await violations(page)).toEqual([]);
    await page.locator('.uploads a').last().click();
    await ruling(page).and(page.locator('.refused')).waitFor();
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(inspector.complaints).toEqual([]);
  });
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: run } = window as unknown as { axe: typeof axe };
    return (await run.run()).violations;
  });
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

test('a narrow page shows the list or one upload, and leads back', async () => {
  await using inspector = await openInspector(browser, { width: 360 });
  const { page, mock } = inspector;
  await upload(mock.url);
  await rows(page).first().waitFor();
  expect(await page.locator('#detail').isVisible()).toBe(false);
  await page.locator('.uploads a').click();
  await ruling(page).waitFor();
  expect(await rows(page).first().isVisible()).toBe(false);
  expect(await page.locator('#detail:focus').count()).toBe(1);
  await page.getByText('All uploads').click();
  await rows(page).first().waitFor();
  expect(await page.locator('.uploads a:focus').count()).toBe(1);
  expect(await page.locator('#detail').isVisible()).toBe(false);
});

test('everything the page loads is under 60 kB', async () => {
  await using inspector = await openInspector(browser);
  const { page, mock } = inspector;
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const own = [`${mock.url}/__mock/`, ...names.filter((name) => name.includes('/inspector/'))];
  expect(own.length).toBeGreaterThan(10);
  const sizes = await Promise.all(
    own.map(async (url) => (await (await fetch(url)).arrayBuffer()).byteLength),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
});

test('without a journal there is no page', async () => {
  const { startMock } = await import('../../../../mocks/server.ts');
  await using mock = await startMock({ journal: false });
  expect((await fetch(`${mock.url}/__mock/`)).status).toBe(404);
});
