import { secretFinder } from '../../../spec/secrets.ts';
import { swapCase } from '../request/swap-case.ts';

/**
 * Replaces the secrets in a text from outside. The report's own words never pass through it.
 *
 * @param isCut the text is the beginning of a longer one: drops an end that may be the beginning of a secret.
 */
export type Redact = (text: string, isCut?: boolean) => string;

/**
 * Makes the function that everything from outside passes through on its way out of the process, before it is cut. It
 * replaces the secrets and the near misses of the token, in any form and letter case.
 */
export function createRedactor(token: string, secrets: readonly string[] = []): Redact {
  // The part that the suite's variants of the token have in common with it.
  const nearMisses = [token.slice(0, -1), token.slice(1), swapCase(token)];
  const finder = secretFinder([token, ...secrets], { nearMisses });
  return (text, isCut = false) => finder.hide(text, '[redacted]', isCut);
}

/** Redacts a text, then cuts it: half a secret would not be recognised. */
export function redactAndCut(redact: Redact, text: string, characters: number): string {
  // Text far beyond the cut is not searched: a response may be long.
  const start = text.slice(0, characters * lookahead);
  const whole = start.length === text.length;
  const shown = redact(start, !whole);
  if (whole && shown.length <= characters) return shown;
  return `${shown.slice(0, characters)}… (${text.length} characters)`;
}

/** A secret may be longer than its replacement. Searching this many times the length leaves enough to show. */
const lookahead = 16;
