import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** The suite's own code as a script for Postman's sandbox, which has no modules: what it exports is in `suite`. */
export function bundleShared(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, 'shared.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'suite',
    target: 'es2022',
    legalComments: 'none',
    // Paths in comments would be those of one machine.
    absWorkingDir: join(import.meta.dirname, '..', '..', '..'),
  });
  return outputFiles[0]?.text ?? '';
}
