import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { contract } from '../../generated/contract.ts';
import { startMock } from '../../mocks/server.ts';
import { catalogue } from '../../tests/mutants/catalogue.ts';
import { launchBrowser } from '../../tests/self/browser/launch.ts';

/**
 * Takes pictures of the tool itself: of every page in each colour scheme and width, into reports/screenshots, and those
 * for the README and the reference site.
 */

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'reports', 'screenshots');
const shownFolder = join(root, 'scripts', 'docs', 'pictures');

const looks: Record<string, BrowserContextOptions> = {
  light: { viewport: { width: 1280, height: 820 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 820 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 360, height: 740 }, colorScheme: 'light', deviceScaleFactor: 2 },
};

/** The uploads in the pictures: the field that differs from an ordinary upload. */
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
    const bytes = await page.screenshot({ path: join(folder, `${name}-${look}.png`) });
    if (shown.includes(name) && look === 'light')
      await writeShown(page, name, name === 'terminal' ? await page.locator(ready).screenshot() : bytes);
    await context.close();
  }
}

/** The pictures of the README and the reference site. */
const shown = ['inspector', 'report', 'terminal'];

/** Encodes as WebP in the browser: a third of the size of a PNG. */
async function writeShown(page: Page, name: string, png: Buffer): Promise<void> {
  const blank = await page.context().newPage();
  const webp = await blank.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.45).replace(/^.*,/, '');
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await writeFile(join(shownFolder, `${name}.webp`), Buffer.from(webp, 'base64'));
}

/** A run against a deployment that accepts more than one file: its report, and its terminal output. */
async function brokenRun(): Promise<{ report: string; terminal: string }> {
  const mutant = catalogue.find(({ id }) => id === brokenId);
  await using broken = await startMock({ tokens: ['token'] }, mutant?.vary);
  const report = join(folder, 'report.html');
  const command = [join(root, 'scripts', 'upload-contract.js'), 'verify', '--report', `html=${report}`];
  const options = ['--base-url', broken.url, '--client-id', 'acme', '--account-id', '1001'];
  const env = { ...process.env, FORCE_COLOR: '1', UPLOAD_TOKEN: 'token' };
  const run = promisify(execFile)(process.execPath, [...command, ...options], { env });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  const terminal = join(folder, 'terminal.html');
  await writeFile(terminal, terminalPage(stdout.replaceAll(folder, 'reports')));
  return { report: pathToFileURL(report).href, terminal: pathToFileURL(terminal).href };
}

const brokenId = 'files-without-media-type-dropped';

const inks: Record<string, string> = {
  '1': 'b',
  '2': 'dim',
  '31': 'red',
  '32': 'green',
  '33': 'yellow',
  '35': 'magenta',
  '36': 'cyan',
};

/** The end of a log, as a terminal shows it. */
function terminalPage(log: string): string {
  const escaped = log
    .trimEnd()
    .split('\n')
    .slice(-terminalLines)
    .join('\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what colours a terminal.
  const spans = escaped.replace(/\x1b\[(\d+)m/g, (_, code: string) =>
    inks[code] === undefined ? '</span>' : `<span class="${inks[code]}">`,
  );
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #14171c; color: #e4e7ec; }
    h1 { display: none; }
    pre { margin: 0; padding: 20px; font: 14px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; overflow: hidden; width: 1010px; }
    .b { font-weight: bold; } .dim { color: #a0aab8; } .red { color: #ff8080; } .green { color: #7fd88f; }
    .yellow { color: #f0c674; } .magenta { color: #d9a0ff; } .cyan { color: #7cc7e8; }
  </style><pre>$ npx upload-contract verify --report html=reports/report.html\n${spans}</pre>`;
}

const terminalLines = 33;

await mkdir(folder, { recursive: true });
await mkdir(shownFolder, { recursive: true });
await using mock = await startMock({ port: 4010 }).catch(() => startMock());
const browser = await launchBrowser();
const inspector = `${mock.url}/__mock/`;
await picture(browser, 'empty', inspector, '.lesson');
for (const each of uploads) await upload(mock.url, each);
await picture(browser, 'inspector', inspector, '.uploads a');
await picture(browser, 'upload', `${inspector}#${mock.requests().at(-1)?.id}`, '.ruling');
await picture(browser, 'reference', `${inspector}reference`, '.opblock-body');
const { report, terminal } = await brokenRun();
await picture(browser, 'report', report, 'h1');
await picture(browser, 'terminal', terminal, 'pre');
await browser.close();
console.log(`Written to ${folder}`);
