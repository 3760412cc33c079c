import { createRequire } from 'node:module';

// Required, because Node searches a CommonJS module that is imported for its exports: with the nine megabytes of
// TypeScript, that takes longer than all else here.
const require = createRequire(import.meta.url);

/** Writes types for an OpenAPI document. */
export const { default: openapiTS, astToString }: typeof import('openapi-typescript') =
  require('openapi-typescript');

/** The compiler that it uses. */
export const ts: typeof import('typescript') = require('typescript');
