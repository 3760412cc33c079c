import { register } from 'node:module';

/** Lets Node load TypeScript. Node 24 and newer strip types themselves; older versions use tsx. */
export async function loadTypeScript() {
  if (process.features.typescript && knowsUsing()) return;
  // tsx takes text after a question mark for a query, even in the path of a checkout.
  if (import.meta.dirname.includes('?')) return register('./typescript-hooks.js', import.meta.url);
  const tsx = await import('tsx/esm/api');
  tsx.register();
}

/** Node 22 strips types, but does not support the remaining `using` declarations. */
function knowsUsing() {
  try {
    return new Function('using nothing = null; return true;')();
  } catch {
    return false;
  }
}
