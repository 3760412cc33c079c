#!/usr/bin/env node
// Runs the TypeScript sources as they are: Node 22.18 and newer strip types themselves, older ones get tsx.
if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api');
  register();
}
const { main } = await import('./cli.ts');
await main(process.argv);
