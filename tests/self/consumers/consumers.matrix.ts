import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { preview } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../scripts/bench/free-port.ts';
import { browserOptions, launchBrowser } from '../browser/launch.ts';
import { runContractTests } from '../package/contract-tests.ts';
import { install, newFolder, pack, remove, shell } from '../package/installed.ts';

/** A Vite app with an upload form, which has the tarball and its team's other test tools. */
const app = join(import.meta.dirname, 'app');
const tools = [
  'vite@8 vitest@4 @vitest/browser-playwright@4 playwright@1.64.1 @playwright/test@1.64.1 msw@2 typescript@5.9 @types/node@20',
  'storybook@10 @storybook/html-vite@10 msw-storybook-addon@3',
  // Cypress downloads its program, so only its settings are checked here, by its types.
  'cypress@15',
].join(' ');

let folder: string;
let tarball: string;
let project: string;
beforeAll(async () => {
  folder = await newFolder();
  project = join(folder, 'app');
  tarball = await pack(folder);
  // Cypress and Playwright would download browsers: the tests use only the types of Cypress, and an existing Chromium.
  await install(project, npmInstall(`"${tarball}" ${tools} jsdom@29 happy-dom@21`));
  await cp(app, project, { recursive: true });
}, 600_000);
afterAll(() => remove(folder));

const npmInstall = (packages: string): string =>
  `npm install --no-audit --no-fund --prefer-offline --ignore-scripts ${packages}`;

it('compiles, including the settings of Playwright, Storybook and Cypress too', async () => {
  const { stdout } = await shell('npx --no tsc -p .', project).catch((error) => error);
  expect(stdout).toBe('');
});

describe('the tests of its page pass', () => {
  it('in Node, jsdom 29 and happy-dom', async () => {
    const { passed, failed } = await runContractTests(project);
    expect(failed).toEqual([]);
    expect(passed).toHaveLength(13);
  });

  it.each(['27', '28'])('in jsdom %s', async (version) => {
    await shell(npmInstall(`jsdom@${version}`), project);
    const { passed, failed } = await runContractTests(project, ['--project', 'jsdom']);
    expect(failed).toEqual([]);
    expect(passed).toHaveLength(5);
  });

  it('under the oldest Vitest that is a peer', async () => {
    const old = join(folder, 'oldest');
    await install(old, npmInstall(`"${tarball}" vitest@3.2.0 jsdom@27 happy-dom@21 msw@2`));
    for (const name of ['src', 'test', 'vitest.config.ts'])
      await cp(join(app, name), join(old, name), { recursive: true });
    const { passed, failed } = await runContractTests(old);
    expect(failed).toEqual([]);
    expect(passed).toHaveLength(13);
  });
});

describe('in Chromium', () => {
  let launchOptions: string;
  beforeAll(async () => {
    launchOptions = JSON.stringify(await browserOptions());
  }, 120_000);

  it('Vitest uploads in its browser mode', async () => {
    const config = `import { playwright } from '@vitest/browser-playwright';
import base from './vitest.browser.config.ts';
base.test.browser.provider = playwright({ launchOptions: ${launchOptions} });
export default base;`;
    await writeFile(join(project, 'vitest.chromium.config.js'), config);
    const { passed, failed } = await runContractTests(project, ['--config', 'vitest.chromium.config.js']);
    expect(failed).toEqual([]);
    expect(passed).toHaveLength(1);
  });

  it('Playwright starts the mock and the app, and its tests pass', async () => {
    await withFreePorts(project);
    const config = `import base from './playwright.config.ts';
export default { ...base, reporter: 'json', use: { ...base.use, launchOptions: ${launchOptions} } };`;
    await writeFile(join(project, 'chromium.config.ts'), config);
    const run = 'npx --no playwright test --config chromium.config.ts';
    const { stdout } = await shell(run, project).catch((error) => error);
    const { stats, errors } = JSON.parse(stdout.slice(stdout.indexOf('{')));
    expect({ errors, ...stats }).toMatchObject({ errors: [], expected: 3, unexpected: 0, flaky: 0 });
  });

  it('each story in Storybook shows the response of its handlers', async () => {
    await shell('npx --no msw init public --save', project);
    await shell('npx --no storybook build --quiet --disable-telemetry --output-dir public-stories', project);
    const { entries } = JSON.parse(await readFile(join(project, 'public-stories', 'index.json'), 'utf8'));
    expect(Object.keys(entries)).toEqual(['upload-form--stored', 'upload-form--too-large']);
    await using stories = await serveFolder(join(project, 'public-stories'));
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const told = async (id: string) => {
        await page.goto(`${stories.url}iframe.html?id=${id}`);
        await page
          .getByLabel('File')
          .setInputFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b') });
        const status = page.getByText(/^(Stored|Rejected|It )/);
        await status.waitFor();
        return await status.textContent();
      };
      expect(await told('upload-form--stored')).toBe('Stored rows.csv');
      expect(await told('upload-form--too-large')).toMatch(/^Rejected: /);
    } finally {
      await browser.close();
    }
  }, 300_000);
});

/** Serves a folder that was built, as a host of static files would. */
async function serveFolder(of: string): Promise<AsyncDisposable & { url: string }> {
  const server = await preview({
    configFile: false,
    root: dirname(of),
    build: { outDir: basename(of) },
    preview: { port: await freePort(), strictPort: true },
  });
  const [url = ''] = server.resolvedUrls?.local ?? [];
  return { url, [Symbol.asyncDispose]: () => server.close() };
}

/** Fixed ports may be taken. */
async function withFreePorts(of: string): Promise<void> {
  const ports = { 4010: await freePort(), 5173: await freePort() };
  for (const name of (await readdir(of)).filter((each) => each.endsWith('.config.ts'))) {
    let text = await readFile(join(of, name), 'utf8');
    for (const [port, free] of Object.entries(ports)) text = text.replaceAll(port, String(free));
    text = text.replace('mock --base-path', `mock --port ${ports[4010]} --base-path`);
    await writeFile(join(of, name), text);
  }
}
