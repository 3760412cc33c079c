import { secretFinder } from '../../../spec/secrets.ts';
import { swapCase } from '../request/swap-case.ts';

/**
 * Replaces the secrets in a text that came from outside. The words of the report itself are never passed through.
 *
 * @param isCut the text is the beginning of a longer one: what may begin a secret at its end is left out.
 */
export type Redact = (text: string, isCut?: boolean) => string;

/**
 * Makes the function that everything from outside passes through on its way out of the process, before it is cut to
 * length: it replaces the secrets and the near misses of the token, in any form and letter case.
 */
export function createRedactor(token: string, secrets: readonly string[] = []): Redact {
  // What the variants of the token that the suite sends have in common with it.
  const nearMisses = [token.slice(0, -1), token.slice(1), swapCase(token)];
  const finder = secretFinder([token, ...secrets], { nearMisses });
  return (text, isCut = false) => finder.hide(text, '[redacted]', isCut);
}

/** Redacts a text, then cuts it at so many characters: half a secret would not be recognised. */
export function redactAndCut(redact: Redact, text: string, characters: number): string {
  // What lies far behind the cut need not be looked at: a response may be long.
  const start = text.slice(0, characters * lookahead);
  const whole = start.length === text.length;
  const shown = redact(start, !whole);
  if (whole && shown.length <= characters) return shown;
  return `${shown.slice(0, characters)}… (${text.length} characters)`;
}

/** A secret may be longer than what stands in its place: of so many times the length, enough is left to show. */
const lookahead = 16;
