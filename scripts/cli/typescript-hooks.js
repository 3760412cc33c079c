import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// Module hooks for checkouts whose path contains a question mark, where tsx cuts it. They use tsx's own compiler.
const { transform } = createRequire(createRequire(import.meta.url).resolve('tsx'))('esbuild');

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
  const path = fileURLToPath(url);
  const { code } = await transform(await readFile(path, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'node20.19',
  });
  return { format: 'module', source: code, shortCircuit: true };
}
