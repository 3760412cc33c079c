#!/usr/bin/env node
import { loadTypeScript } from './cli/typescript-loader.js';

try {
  await loadTypeScript();
  const { main } = await import('./cli/main.ts');
  await main(process.argv);
} catch (error) {
  // Node would end with 1, which says that a deployment breaks the contract.
  console.error(error);
  process.exitCode = 2;
}
