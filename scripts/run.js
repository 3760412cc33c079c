import { resolve } from 'node:path';
import { importProgram } from './cli/built-program.js';

// Runs a TypeScript program of this repository with Node: `node scripts/run.js PROGRAM [ARGUMENT...]`.
const [node, , program, ...rest] = process.argv;
process.argv = [node, resolve(program), ...rest];
try {
  await importProgram(process.argv[1]);
} catch (error) {
  // Node would end with 1, which means that something is stale, or breaks the contract.
  console.error(error);
  process.exitCode = 2;
}
