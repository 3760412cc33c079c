import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { contract } from '../../generated/contract.ts';
import { startMock } from '../../mocks/server.ts';
import { launchBrowser } from '../../tests/self/browser/launch.ts';

/** Takes pictures of the pages, for people to look at: into reports/screenshots, and the one that the README shows. */

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'reports', 'screenshots');
const readmePicture = join(root, 'mocks', 'admin', 'inspector', 'screenshot.png');

const looks: Record<string, BrowserContextOptions> = {
  light: { viewport: { width: 1280, height: 820 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 820 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 360, height: 740 }, colorScheme: 'light', deviceScaleFactor: 2 },
};

/** What is uploaded before the pictures are taken: the field that differs from an ordinary upload. */
const uploads: { name: string; type?: string; account?: string; token?: string; files?: number }[] = [
  { name: 'statement-may.csv', type: contract.recognisedDocumentTypes[0] },
  { name: 'übersicht 2026.pdf' },
  { name: 'invoice-2041.pdf', token: 'Bearer token-of-this-laptop' },
  { name: 'receipt.jpg', type: 'Selfie' },
  { name: 'agreement.txt', account: '' },
  { name: 'invoice-2041.pdf', type: contract.recognisedDocumentTypes[0], files: 2 },
];

async function upload(
  mockUrl: string,
  { name, type, account = '1001', token, files = 1 }: (typeof uploads)[0],
) {
  const { fields } = contract;
  const body = new FormData();
  if (account !== '') body.append(fields.account, account);
  if (type !== undefined) body.append(fields.type, type);
  for (let count = 1; count <= files; count += 1) {
    const content = new Blob(['x'.repeat(18_204 * count + name.length)], {
      type: 'application/octet-stream',
    });
    body.append(fields.content, content, count === 1 ? name : `copy of ${name}`);
  }
  const path = contract.path.replace(`{${contract.clientIdParameter}}`, 'acme');
  const headers = { [contract.credential.header]: token ?? 'token-of-this-laptop' };
  const response = await fetch(mockUrl + path, { method: contract.method, headers, body });
  await response.arrayBuffer();
}

async function picture(browser: Browser, name: string, url: string, ready: string): Promise<void> {
  for (const [look, options] of Object.entries(looks)) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(url);
    await page.locator(ready).first().waitFor();
    await page.screenshot({ path: join(folder, `${name}-${look}.png`) });
    if (name === 'inspector' && look === 'light') await page.screenshot({ path: readmePicture });
    await context.close();
  }
}

async function makeReport(): Promise<string> {
  const path = join(folder, 'report.html');
  const command = [join(root, 'scripts', 'upload-contract.js'), 'verify', '--report', `html=${path}`];
  await promisify(execFile)(process.execPath, command);
  return pathToFileURL(path).href;
}

await mkdir(folder, { recursive: true });
await using mock = await startMock({ port: 4010 }).catch(() => startMock());
const browser = await launchBrowser();
const inspector = `${mock.url}/__mock/`;
await picture(browser, 'empty', inspector, '.lesson');
for (const each of uploads) await upload(mock.url, each);
await picture(browser, 'inspector', inspector, '.uploads a');
await picture(browser, 'upload', `${inspector}#${mock.requests().at(-1)?.id}`, '.ruling');
await picture(browser, 'reference', `${inspector}reference`, '.opblock-body');
await picture(browser, 'report', await makeReport(), 'h1');
await browser.close();
console.log(`Written to ${folder}`);
