import { join } from 'node:path';

/** The folder that holds this project's own files: the repository, or `dist/` of the package, which keeps their paths. */
export const root = join(import.meta.dirname, '..');
