#!/usr/bin/env node
import { loadTypeScript } from './cli/typescript-loader.js';

await loadTypeScript();
const { main } = await import('./cli/main.ts');
await main(process.argv);
