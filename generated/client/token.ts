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
  const fault = tokenFault(token);
  if (fault !== undefined) throw new UploadError('TokenError', `The token ${fault}. Nothing was sent.`);
  return token;
}

async function callForToken(source: () => string | Promise<string>): Promise<string> {
  try {
    return await source();
  } catch (cause) {
    throw new UploadError('TokenError', 'The function that gets the token failed. Nothing was sent.', {
      cause,
    });
  }
}

function tokenFault(token: unknown): string | undefined {
  if (typeof token !== 'string') return 'is not a string';
  if (token === '') return 'is empty';
  if (/[\r\n]/.test(token)) return 'holds a line break (CR or LF)';
  if (/^[ \t]|[ \t]$/.test(token)) return 'begins or ends with a blank, which would be lost on the way';
  if (!/^[\t\x20-\x7e]+$/.test(token)) return 'holds characters that a header cannot carry';
  return undefined;
}
