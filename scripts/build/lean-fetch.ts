/** The module of openapi-fetch that the client imports. */
export const fetchModule = /openapi-fetch[\\/]dist[\\/]index\.mjs$/;

const loops = 'if (finalMiddlewares.length) {';
const registration = / {4}\/\*\* Register middleware \*\/[\s\S]*?\n( {2}\};\n\})/;

/**
 * Removes the middleware from openapi-fetch, which the client never registers: a fifth of its code, which bundlers
 * cannot detect as unused.
 *
 * @throws Error when it is not found, because another version is written differently.
 */
export function withoutMiddleware(code: string): string {
  if (!code.includes(loops) || !registration.test(code))
    throw new Error('openapi-fetch has changed: look for its middleware in scripts/build/lean-fetch.ts.');
  return code.replaceAll(loops, 'if (false) {').replace(registration, '$1');
}
