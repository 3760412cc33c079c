import { join } from 'node:path';

/** The folder of this project's own files: the repository, or `dist/` of the package, which has the same paths. */
export const root = join(import.meta.dirname, '..');
