import { register } from 'node:module';

/** Lets Node load TypeScript. Node 24 and newer strip types themselves; older ones get tsx. */
export async function loadTypeScript() {
  if (process.features.typescript && knowsUsing()) return;
  // It takes what follows a question mark for a query, also in the path of a checkout.
  if (import.meta.dirname.includes('?')) return register('./typescript-hooks.js', import.meta.url);
  const tsx = await import('tsx/esm/api');
  tsx.register();
}

/** Node 22 strips types, but does not know the declarations with `using` that are left then. */
function knowsUsing() {
  try {
    return new Function('using nothing = null; return true;')();
  } catch {
    return false;
  }
}
