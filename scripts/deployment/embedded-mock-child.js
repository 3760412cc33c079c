import { join } from 'node:path';
import { importProgram } from '../cli/built-program.js';

// The process of the embedded mock in the repository. The package has this module built.
await importProgram(join(import.meta.dirname, 'embedded-mock-process.ts'));
