#!/usr/bin/env node
import { join } from 'node:path';
import { importProgram } from './cli/built-program.js';

try {
  const { main } = await importProgram(join(import.meta.dirname, 'cli', 'main.ts'));
  await main(process.argv);
} catch (error) {
  // Node would end with 1, which means that a deployment breaks the contract.
  console.error(error);
  process.exitCode = 2;
}
