// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { UploadError } from './errors.ts';

/** The raw token, or a function that gets one; it is called for each attempt. */
export type TokenSource = string | (() => string | Promise<string>);

/**
 * Gets the token and refuses one that would not arrive as it is: `fetch` trims blanks, and a header holds visible
 * ASCII (RFC 9110, section 5.5).
 *
 * @throws UploadError `TokenError`, which says what is wrong and does not show the token.
 */
export async function readToken(source: TokenSource): Promise<string> {
  const token = typeof source === 'function' ? await callForToken(source) : source;
  if (typeof token !== 'string' || !token) throw tokenError('The token is empty.');
  if (/[\r\n]/.test(token)) throw tokenError('The token holds a line break.');
  if (!/^[!-~]([\t -~]*[!-~])?$/.test(token)) {
    throw tokenError('The token holds a blank at an end, or what no header can.');
  }
  return token;
}

async function callForToken(source: () => string | Promise<string>): Promise<string> {
  try {
    return await source();
  } catch (cause) {
    throw tokenError('The token could not be got.', { cause });
  }
}

const tokenError = (fault: string, details?: { cause: unknown }) =>
  new UploadError('TokenError', fault, details);
