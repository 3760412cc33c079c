import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { build as esbuild } from 'esbuild';
import { publint } from 'publint';
import { build as vite } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sizeLimit } from '../../../scripts/maintenance/client-size.ts';
import { runContractTests } from './contract-tests.ts';
import { exportedFrom } from './exported.ts';
import {
  compile,
  give,
  install,
  newFolder,
  node,
  pack,
  remove,
  shell,
  withMock,
  withPackages,
} from './installed.ts';

/** These tests use the tarball, not the checkout. */
let folder: string;
let tarball: string;
/** Has only the package. */
let bare: string;
/** Has the optional peers, and a compiler. */
let team: string;

beforeAll(async () => {
  folder = await newFolder();
  bare = join(folder, 'bare');
  team = join(folder, 'team');
  tarball = await pack(folder);
  await install(bare, `npm install --omit=dev --no-audit --no-fund --prefer-offline "${tarball}"`);
  await withPackages(bare, team, ['vitest', 'msw', '@types/node', '@stoplight/prism-http']);
}, 300_000);
afterAll(() => remove(folder));

describe('installed alone', () => {
  test('it is light, and runs no script', async () => {
    const { packages } = JSON.parse(await readFile(join(bare, 'package-lock.json'), 'utf8'));
    const { '': _, ...installed } = packages as Record<string, { hasInstallScript?: true }>;
    expect(Object.keys(installed).length).toBeLessThanOrEqual(12);
    expect(Object.keys(installed).filter((name) => installed[name]?.hasInstallScript)).toEqual([]);
    expect(await sizeOf(join(bare, 'node_modules'))).toBeLessThan(12e6);
  });

  test('npx upload-contract verify passes', async () => {
    const { stdout } = await shell('npx --no upload-contract verify', bare);
    expect(stdout).toMatch(/^The deployment keeps the contract\. \d+ cases: /m);
  });

  test('the mock starts, and shows what it was sent', async () => {
    const pages = await withMock(bare, async (url) => {
      const paths = ['', 'inspector/main.js', 'reference', 'reference/swagger-ui.js', 'openapi.json'];
      return Promise.all(paths.map(async (path) => (await fetch(`${url}/__mock/${path}`)).status));
    });
    expect(pages).toEqual([200, 200, 200, 200, 200]);
  });

  test('the mock writes no file and starts no process: it may run read-only, and alone in a container', async () => {
    const flags = ['--permission', '--experimental-permission', '--allow-net'].filter((flag) =>
      process.allowedNodeEnvironmentFlags.has(flag),
    );
    const status = await withMock(
      bare,
      async (url) => {
        const request = { method: 'POST', headers: { Authorization: 'any-token' }, body: formOf('rows.csv') };
        return (await fetch(`${url}/files/v1/acme/upload_files`, request)).status;
      },
      process.execPath,
      [...flags, '--allow-fs-read=*'],
    );
    expect(status).toBe(200);
  });

  test('missing parts are reported with the fix', async () => {
    const dynamic = shell('npx --no upload-contract mock --dynamic --port 0', bare);
    await expect(dynamic).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('npm install --save-dev @stoplight/prism-http'),
    });
    const watch = shell('npx --no upload-contract mock --watch --port 0', bare);
    await expect(watch).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--watch works from a clone'),
    });
    const preferred = await withMock(bare, (url) =>
      fetch(`${url}/files/v1/acme/upload_files`, {
        method: 'POST',
        headers: { Authorization: 'any-token', Prefer: 'dynamic=true' },
        body: formOf('rows.csv'),
      }).then(async (response) => [response.status, (await response.json()).detail]),
    );
    expect(preferred).toEqual([501, expect.stringContaining('npm install')]);
  });

  test('a script uses the suite, the client and the mock', async () => {
    await give('script.mjs', bare);
    const { stdout } = await node(['script.mjs'], bare);
    expect(stdout).toMatch(/^The mock responded with 200 to 1 upload\.\nconforms: .+\n$/);
    expect(await readFile(join(bare, 'reports', 'contract.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  test('require() gives the same as import', async () => {
    const entries = ['upload-contract', 'upload-contract/client', 'upload-contract/mock'];
    const program = `for (const entry of ${JSON.stringify(entries)})
      import(entry).then((imported) => console.log(require(entry) === imported));
      console.log(require('upload-contract/openapi.json').openapi, require('upload-contract/package.json').name)`;
    await writeFile(join(bare, 'required.cjs'), program);
    const { stdout } = await node(['required.cjs'], bare);
    expect(stdout.trim().split('\n')).toEqual(['3.1.0 upload-contract', 'true', 'true', 'true']);
  });
});

describe('in a project with the optional peers', () => {
  test('the handlers respond', async () => {
    await give('handlers.mjs', team);
    expect((await node(['handlers.mjs'], team)).stdout).toBe(
      'The handlers responded with 200 to 1 upload.\n',
    );
  });

  test('generated responses are generated', async () => {
    await writeFile(
      join(team, 'dynamic.mjs'),
      `import { startMock } from 'upload-contract/mock';
      const mock = await startMock({ dynamic: true });
      console.log(new URL(mock.url).hostname);
      await mock.close();`,
    );
    expect((await node(['dynamic.mjs'], team)).stdout).toBe('127.0.0.1\n');
  });

  test('its Vitest runs a test per case; -t selects some of them', async () => {
    await give('contract-tests.ts', team, 'upload.test.ts');
    const { passed, failed } = await runContractTests(team, ['-t', 'two-files']);
    expect(passed.length).toBeGreaterThan(5);
    expect(failed).toEqual([]);
  });

  test.each([
    ['typescript-7', 'nodenext'],
    ['typescript', 'bundler'],
  ] as const)('%s compiles a consumer with %s', async (compiler, resolution) => {
    expect(await compile(compiler, resolution, team)).toBe('');
  });
});

/** Two bundlers, each with the settings of a page; both return the minified module. */
const bundlers = {
  esbuild: (contents: string) =>
    esbuild({
      stdin: { contents, resolveDir: team },
      ...{ bundle: true, minify: true, format: 'esm', platform: 'browser', write: false, logLevel: 'silent' },
    }).then(({ outputFiles: [file] }) => file?.text ?? ''),
  async Vite(contents: string) {
    const entry = join(team, 'page.js');
    await writeFile(entry, contents);
    const built = await vite({
      ...{ root: team, configFile: false, logLevel: 'silent' },
      build: {
        write: false,
        modulePreload: false,
        rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' },
      },
    });
    return [built]
      .flat()
      .flatMap((each) => ('output' in each ? each.output : []))
      .map((file) => ('code' in file ? file.code : ''))
      .join('');
  },
};

describe.each(Object.entries(bundlers))('bundled for browsers by %s', (_, bundle) => {
  test('the client stays below its limit, and unused parts are left out', async () => {
    const all = await bundle(`export * from 'upload-contract/client'`);
    expect(gzipSync(all, { level: 9 }).length).toBeLessThan(sizeLimit);
    expect(all).not.toMatch(/from ?["']|node:/);
    const error = await bundle(`export { UploadError } from 'upload-contract/client'`);
    expect(error.length).toBeLessThan(all.length / 4);
    const nothing = await bundle(`import 'upload-contract/client'; import 'upload-contract/msw';`);
    expect(nothing.trim()).toBe('');
  });

  test('the handlers can be', async () => {
    expect((await bundle(`export * from 'upload-contract/msw'`)).length).toBeGreaterThan(1000);
  });
});

// Vite treats null as no condition at all, and goes on to the next.
test.each([
  'upload-contract',
  'upload-contract/mock',
  'upload-contract/vitest',
  'upload-contract/vitest-mock',
])('esbuild rejects %s for browsers', async (entry) => {
  await expect(bundlers.esbuild(`export * from '${entry}'`)).rejects.toThrow('upload-contract');
});

describe('the tarball', () => {
  const contents = async () => {
    const bytes = await readFile(tarball);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  };

  test('publint finds nothing', async () => {
    const { messages } = await publint({ pack: { tarball: await contents() }, strict: true });
    expect(messages).toEqual([]);
  });

  test('the types resolve as the modules do', async () => {
    const { problems = [] } = (await checkPackage(
      createPackageFromTarballData(new Uint8Array(await contents())),
    )) as { problems?: { kind: string; resolutionKind?: string }[] };
    // Every package with only ES modules gets both: Node 10 ignores exports, and modern Node supports require() of an ES
    // module (tested above).
    const unheard = problems.filter(
      ({ kind, resolutionKind }) => resolutionKind !== 'node10' && kind !== 'CJSResolvesToESM',
    );
    expect(unheard).toEqual([]);
  });

  test('its API is the reviewed one', async () => {
    const types = join(bare, 'node_modules', 'upload-contract', 'dist', 'js');
    const names = (await readdir(types)).filter((name) => name.endsWith('.d.ts'));
    const texts = await Promise.all(names.map((name) => readFile(join(types, name), 'utf8')));
    // Sorted without the hashes that a build puts into names, which change with every line.
    const signatures = names
      .map((name, index) => `// ${name}\n${texts[index]}`.replaceAll(/-[\w-]{8}(?=\.d\.ts)/g, ''))
      .sort()
      .join('\n');
    const withoutComments = signatures
      .replaceAll(/^\s*\/\*\*.*?\*\/\n/gms, '')
      .replaceAll(/^\/\/#.*\n/gm, '')
      // Imports between our own declarations, under names that a build makes up.
      .replaceAll(/^import .* from "\.\/.*\n/gm, '');
    await expect(withoutComments).toMatchFileSnapshot('api.d.txt');
  });

  test('what it exports is documented', () => {
    const types = join(bare, 'node_modules', 'upload-contract', 'dist', 'js');
    const exported = exportedFrom(types, ['index', 'client', 'mock', 'msw', 'vitest', 'vitest-mock']);
    expect(exported.length).toBeGreaterThan(50);
    expect(exported.filter(({ says }) => says === '').map(({ name }) => name)).toEqual([]);
  });

  test('it contains the licences of bundled packages', async () => {
    const notices = await readFile(
      join(bare, 'node_modules', 'upload-contract', 'THIRD-PARTY-NOTICES'),
      'utf8',
    );
    for (const name of ['@faker-js/faker', 'openapi-fetch', 'swagger-ui-dist'])
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  });
});

function formOf(name: string): FormData {
  const form = new FormData();
  form.append('accountId', '1001');
  form.append('file', new Blob(['a;b']), name);
  return form;
}

async function sizeOf(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
