// Copied by `npm run generate` from scripts/generate/client/. Do not edit.

import { UploadError } from './errors.ts';

/** The raw token, or a function that obtains one; it is called for each attempt. */
export type TokenSource = string | (() => string | Promise<string>);

/**
 * Obtains the token, and rejects one that would not arrive unchanged: `fetch` trims whitespace, and a header contains
 * visible ASCII (RFC 9110, section 5.5).
 *
 * @throws UploadError `TokenError`, which says what is wrong and does not show the token.
 */
export async function readToken(source: TokenSource): Promise<string> {
  const refuse = (fault: string, details?: { cause: unknown }) =>
    new UploadError('TokenError', `The token ${fault}.`, details);
  let token: unknown = source;
  try {
    if (typeof source === 'function') token = await source();
  } catch (cause) {
    throw refuse('could not be obtained', { cause });
  }
  if (typeof token !== 'string' || !token) throw refuse('is empty');
  if (!/^[!-~]([\t -~]*[!-~])?$/.test(token)) {
    throw refuse('contains a line break, whitespace at an end, or a character that a header cannot carry');
  }
  return token;
}
