#!/usr/bin/env node
import { loadTypeScript } from './typescript-loader.js';

await loadTypeScript();
const { main } = await import('./cli.ts');
await main(process.argv);
