import type { Browser, Page } from 'playwright-core';
import { startMock } from '../../../../mocks/server.ts';

/** The inspector of its own mock, open in a browser. */
export interface Inspector extends AsyncDisposable {
  page: Page;
  mock: Awaited<ReturnType<typeof startMock>>;
  /** Requests of the page to other hosts, and messages of the browser. */
  complaints: string[];
}

interface Look {
  dark?: boolean;
  width?: number;
  /** Uploads to send before the page opens. */
  before?: (mockUrl: string) => Promise<unknown>;
  path?: string;
  docsUrl?: string;
}

export async function openInspector(browser: Browser, look: Look = {}): Promise<Inspector> {
  const { docsUrl } = look;
  const mock = await startMock({
    tokens: ['my-token', 'other-token'],
    ...(docsUrl !== undefined && { docsUrl }),
  });
  await look.before?.(mock.url);
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1200, height: 800 },
    colorScheme: look.dark ? 'dark' : 'light',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${mock.url}/`) && !url.startsWith('data:')) complaints.push(url);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    // Responses that the page requests are not complaints, whatever their status.
    if (!message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  await page.goto(`${mock.url}/__mock${look.path ?? '/'}`);
  if (look.path === undefined) await page.locator('#live.on').waitFor();
  return {
    page,
    mock,
    complaints,
    async [Symbol.asyncDispose]() {
      await context.close();
      await mock.close();
    },
  };
}
