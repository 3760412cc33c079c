import { literally } from '../gate/upload-path.ts';
import { readBasePath } from '../http/base-path.ts';

/**
 * The beginning of upload addresses, as a regular expression.
 *
 * @param baseUrl a URL, a path that stands for any origin, or undefined for anywhere.
 * @returns undefined for anything else, because no request could match it.
 */
export function baseUrlPattern(baseUrl: unknown): string | undefined {
  if (baseUrl === undefined) return 'https?://.+?';
  if (typeof baseUrl !== 'string') return undefined;
  const path = baseUrl.startsWith('/') ? readBasePath(baseUrl) : undefined;
  if (path !== undefined) return `https?://[^/]+${literally(path)}`;
  const address = readAddress(baseUrl);
  return address && literally(address);
}

export const baseUrlUsage =
  'expected an address such as https://files.example.com/api, or a path such as /api for any origin, without a query';

/** The address, normalised as in requests. */
function readAddress(text: string): string | undefined {
  try {
    const { href } = new URL(text);
    return /^https?:\/\/[^/@]+\/[^?#]*$/.test(href) ? href.replace(/\/+$/, '') : undefined;
  } catch {
    return undefined;
  }
}
