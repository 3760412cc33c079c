import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { fetchModule, withoutMiddleware } from '../build/lean-fetch.ts';

/** The maximum size of the client in a page, openapi-fetch included: 6 kB gzipped. */
export const sizeLimit = 6_000;

/** As in the built package. */
const lean: Plugin = {
  name: 'lean-fetch',
  setup: ({ onLoad }) =>
    onLoad({ filter: fetchModule }, async ({ path }) => ({
      contents: withoutMiddleware(await readFile(path, 'utf8')),
    })),
};

/**
 * Bundles a module for browsers as a page would.
 *
 * @param source the page's own module; its imports resolve from the repository's root.
 */
export async function bundleForBrowser(source: string): Promise<string> {
  const resolveDir = join(import.meta.dirname, '..', '..');
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    // As in the built package: openapi-fetch reads Node's version.
    define: { process: 'undefined' },
    plugins: [lean],
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/** The size in bytes of the whole client in a page, minified and gzipped. */
export async function measureClient(): Promise<{ minified: number; gzipped: number }> {
  const bundle = await bundleForBrowser(`export * from './generated/client.ts'`);
  return { minified: Buffer.byteLength(bundle), gzipped: gzipSync(bundle, { level: 9 }).length };
}

if (import.meta.filename === process.argv[1]) {
  const { minified, gzipped } = await measureClient();
  console.log(
    `The client in a browser: ${minified} bytes minified, ${gzipped} gzipped (limit ${sizeLimit}).`,
  );
  if (gzipped >= sizeLimit) process.exitCode = 1;
}
