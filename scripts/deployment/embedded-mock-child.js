import { loadTypeScript } from '../cli/typescript-loader.js';

// The process of the embedded mock, from the repository. The package has the module below built.
await loadTypeScript();
await import('./embedded-mock-process.ts');
