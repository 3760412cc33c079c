import { openEnums } from './open-enums.js';

// Swagger UI ignores the system setting, but has its own dark mode.
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

const response = await fetch('reference/openapi.json');
const described = await response.json();
const spec = openEnums(described, described.components?.schemas ?? {});
// Requests go to this mock, whatever deployment the spec names.
const above = new URL('..', document.baseURI).href.replace(/\/$/, '');
const basePath = described['x-base-path'] ?? '';
spec.servers = [{ url: above.endsWith(basePath) ? above : above + basePath, description: 'This mock.' }];

const ui = globalThis.SwaggerUIBundle({
  spec,
  domNode: document.getElementById('reference'),
  docExpansion: 'full',
  tryItOutEnabled: true,
  displayRequestDuration: true,
  // Otherwise Swagger UI sends the spec to an online validator.
  validatorUrl: null,
  queryConfigEnabled: false,
  onComplete() {
    for (const name of Object.keys(spec.components?.securitySchemes ?? {})) {
      ui.preauthorizeApiKey(name, 'my-token');
    }
  },
});
