/** A base path holds what a path of a URL does (RFC 3986, section 3.3), and no dots that URLs resolve. */
const form = /^(\/(?!\.{1,2}(\/|$))([\w.~!$&'()*+,;=:@-]|%[\da-fA-F]{2})+)*$/;

/**
 * The path below which the mock is served.
 *
 * @returns it without a slash at its end, empty for the root; undefined for what is none, and for what belongs to the
 * mock's own pages.
 */
export function readBasePath(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const path = value.replace(/\/$/, '');
  return form.test(path) && !/^\/__mock(\/|$)/.test(path) ? path : undefined;
}

/** The base path that was asked for. @throws TypeError that names the option. */
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

/** The path of what is a URL, or has no slash in front. */
function meantBy(text: string): string | undefined {
  // A shell of Windows makes a path of its own of what looks like one.
  if (/^[a-z]:[\\/]/i.test(text)) return undefined;
  const path = text.replace(/^https?:\/\/[^/]*|^[\w.-]+:\d+(?=\/|$)/i, '');
  try {
    const { pathname } = new URL(`http://localhost/${path.replace(/^\/+/, '')}`);
    return pathname === '/' ? undefined : readBasePath(pathname.replaceAll(/\/{2,}/g, '/'));
  } catch {
    return undefined;
  }
}
