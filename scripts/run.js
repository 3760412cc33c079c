import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadTypeScript } from './cli/typescript-loader.js';

// Runs a TypeScript program of this repository with Node: `node scripts/run.js PROGRAM [ARGUMENT...]`. What it forks can
// load TypeScript, too.
const [node, self, program, ...rest] = process.argv;
process.argv = [node, resolve(program), ...rest];
process.execArgv.push('--import', pathToFileURL(resolve(self, '..', 'cli', 'load-typescript.js')).href);
try {
  await loadTypeScript();
  await import(pathToFileURL(process.argv[1]).href);
} catch (error) {
  // Node would end with 1, which says that something is stale, or breaks the contract.
  console.error(error);
  process.exitCode = 2;
}
