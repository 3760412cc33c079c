import { literally } from '../gate/upload-path.ts';
import { readBasePath } from '../http/base-path.ts';

/**
 * What the addresses of uploads begin with, as a regular expression.
 *
 * @param baseUrl an address, a path that stands for any origin, or undefined for anywhere.
 * @returns undefined for what is neither, of which no request could ever be taken.
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

/** The address in the one way in which requests have it. */
function readAddress(text: string): string | undefined {
  try {
    const { href } = new URL(text);
    return /^https?:\/\/[^/@]+\/[^?#]*$/.test(href) ? href.replace(/\/+$/, '') : undefined;
  } catch {
    return undefined;
  }
}
