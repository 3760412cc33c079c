import { loadTypeScript } from './typescript-loader.js';

// For `node --import`.
await loadTypeScript();
