/** A base path contains what a URL path may (RFC 3986, section 3.3), and no dot segments. */
const form = /^(\/(?!\.{1,2}(\/|$))([\w.~!$&'()*+,;=:@-]|%[\da-fA-F]{2})+)*$/;

/**
 * The path below which the mock is served.
 *
 * @returns it without a trailing slash, empty for the root; undefined for an invalid path, and for one that the mock's
 * own pages use.
 */
export function readBasePath(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const path = value.replace(/\/$/, '');
  return form.test(path) && !/^\/__mock(\/|$)/.test(path) ? path : undefined;
}

/** Parses the base path option. @throws TypeError that names the option. */
export function basePathOf(value: string | undefined): string {
  if (value === undefined) return '';
  const path = readBasePath(value);
  if (path === undefined) throw new TypeError(`basePath: ${basePathFault(value)}`);
  return path;
}

/** What is wrong with a value, and what was probably meant. */
export function basePathFault(value: unknown): string {
  const meant = typeof value === 'string' ? meantBy(value) : undefined;
  return meant === undefined ? `${basePathUsage}.` : `${basePathUsage}. Did you mean ${meant}?`;
}

const basePathUsage = 'expected a path with a slash in front and no query, such as /api, but not /__mock';

/** The path of a URL, or of a value without a leading slash. */
function meantBy(text: string): string | undefined {
  // Some shells on Windows turn such a value into a Windows path.
  if (/^[a-z]:[\\/]/i.test(text)) return undefined;
  const path = text.replace(/^https?:\/\/[^/]*|^[\w.-]+:\d+(?=\/|$)/i, '');
  try {
    const { pathname } = new URL(`http://localhost/${path.replace(/^\/+/, '')}`);
    return pathname === '/' ? undefined : readBasePath(pathname.replaceAll(/\/{2,}/g, '/'));
  } catch {
    return undefined;
  }
}
