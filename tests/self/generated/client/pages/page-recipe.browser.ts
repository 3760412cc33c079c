import { readFileSync } from 'node:fs';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../browser/launch.ts';
import { type MockProcess, startMockProcess } from '../../../mocks/second-process.ts';
import { recipePath } from '../recipes.ts';
import { type ServedPage, servePage } from './page.ts';

let browser: Browser;
let page: Page;
let served: ServedPage;
let mock: MockProcess;
let token = 'your-authorization-token';

beforeAll(async () => {
  [browser, mock] = await Promise.all([launchBrowser(), startMockProcess(['--quiet', '--token', token])]);
  const html = readFileSync(recipePath('page.html'), 'utf8');
  served = await servePage(html, `import './tests/self/generated/client/recipes/page.ts'`, ownServer);
  page = await browser.newPage();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  served?.server.close();
  await mock?.stop();
});

/** What the recipe expects of the page's own server: the token, and a route to the deployment. */
function ownServer(incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (incoming.url === '/token') return void outgoing.end(token);
  const { method = '', headers, url = '' } = incoming;
  const onward = request(mock.url + url.replace('/api', ''), { method, headers }, (response) => {
    outgoing.writeHead(response.statusCode ?? 500, response.headers);
    response.pipe(outgoing);
  });
  incoming.pipe(onward);
}

async function choose(size: number): Promise<string | null> {
  await page.goto(served.url);
  await page.getByLabel('File').setInputFiles({
    name: 'rows.csv',
    mimeType: 'text/csv',
    buffer: Buffer.alloc(size, 'a'),
  });
  const outcome = page.locator('#outcome');
  await outcome.filter({ hasText: /\S/ }).waitFor();
  return outcome.textContent();
}

describe('the recipe for a page', () => {
  it('uploads the selected file, with a full bar at the end', async () => {
    expect(await choose(3_000_000)).toMatch(/^Stored as \S+$/);
    expect(await page.locator('#bar').evaluate((bar: HTMLProgressElement) => bar.position)).toBe(1);
  });

  it('says why an upload is rejected', async () => {
    token = 'another';
    expect(await choose(10)).toBe('Rejected: Token not valid');
  });

  it('says so when nothing was uploaded', async () => {
    token = '';
    expect(await choose(10)).toBe('Not uploaded: The token is empty.');
  });
});
