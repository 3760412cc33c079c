import { createRequire } from 'node:module';
import document from 'upload-contract/openapi.json' with { type: 'json' };
import manifest from 'upload-contract/package.json' with { type: 'json' };

// The entry points without code, imported and required.
const require = createRequire(import.meta.url);
const required = [require('upload-contract/openapi.json'), require('upload-contract/package.json')];
console.log(`${manifest.name} ${document.openapi}`);
console.log(`${required[1].name} ${required[0].openapi}`);
