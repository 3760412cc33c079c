import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/**
 * Starts a real Chromium, headless: the one in `CHROME_PATH`, an installed Chrome or Edge, or the one in the npm package
 * `@sparticuz/chromium` for Linux on x64.
 *
 * @throws Error that says how to install one, when none of these starts.
 */
export async function launchBrowser(): Promise<Browser> {
  return (await launchFirst()).browser;
}

/** How to start the same Chromium, for programs that do it themselves. @throws Error as `launchBrowser` does. */
export async function browserOptions(): Promise<LaunchOptions> {
  const { browser, options } = await launchFirst();
  await browser.close();
  return options;
}

async function launchFirst(): Promise<{ browser: Browser; options: LaunchOptions }> {
  const failures: string[] = [];
  for (const [name, optionsOf] of candidates()) {
    try {
      const options = await optionsOf();
      return { browser: await chromium.launch(options), options };
    } catch (error) {
      failures.push(`${name}: ${String(error).split('\n')[0]}`);
    }
  }
  throw new Error(`No Chromium can be started. Install Chrome, or set CHROME_PATH.\n${failures.join('\n')}`);
}

type Candidate = [name: string, options: () => LaunchOptions | Promise<LaunchOptions>];

// In containers the tests run as root, which Chromium's sandbox rejects.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function candidates(): Candidate[] {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return [['CHROME_PATH', () => ({ executablePath: CHROME_PATH, args })]];
  return [
    ['Chrome', () => ({ channel: 'chrome', args })],
    ['Edge', () => ({ channel: 'msedge', args })],
    ...(process.platform === 'linux' && process.arch === 'x64' ? [packaged] : []),
  ];
}

// The package's own arguments are not used: they switch CORS off.
const packaged: Candidate = [
  '@sparticuz/chromium',
  async () => ({ executablePath: await unpack(), args: [...args, '--disable-gpu', '--no-zygote'] }),
];

/** Unpacks the binary once, under a temporary name first, because several tests may do so concurrently. */
async function unpack(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageRoot = join(dirname(entry), '..', '..');
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'));
  const folder = join(packageRoot, '..', '..', '.cache', 'chromium');
  const path = join(folder, version);
  if (existsSync(path)) return path;

  await mkdir(folder, { recursive: true });
  const partial = `${path}.${process.pid}`;
  const archive = createReadStream(join(packageRoot, 'bin', 'chromium.br'));
  await pipeline(archive, createBrotliDecompress(), createWriteStream(partial, { mode: 0o755 }));
  await rename(partial, path);
  return path;
}
