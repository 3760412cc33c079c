import { swapCase } from './swap-case.ts';

/** Replaces the secrets in a text that came from outside. The words of the report itself are never passed through. */
export type Redact = (text: string) => string;

/** Secrets below this length are words that others may hold: they are replaced only where they stand alone. */
const shortestAnywhere = 6;

/** Near misses and base64 fragments below this length tell nothing. */
const shortestFragment = 8;

/**
 * Makes the function that everything from outside passes through on its way out of the process: it replaces the
 * secrets and the near misses of the token, in any letter case, as they are and as URLs, JSON, HTML and base64 carry
 * them.
 */
export function createRedactor(token: string, secrets: readonly string[] = []): Redact {
  const whole = [token, ...secrets].filter((secret) => secret !== '');
  // What the variants of the token that the suite sends have in common with it.
  const nearMisses = [token.slice(0, -1), token.slice(1), swapCase(token)];
  const parts = [...nearMisses, ...[...whole, ...nearMisses].flatMap(encodedFragments)];
  const hidden = new Set([...whole, ...parts.filter(({ length }) => length >= shortestFragment)]);
  if (hidden.size === 0) return (text) => text;
  const longestFirst = [...hidden].sort((a, b) => b.length - a.length);
  // One pass: what was put in is not looked at again.
  const pattern = new RegExp(longestFirst.map(toPattern).join('|'), 'gi');
  return (text) => text.replace(pattern, '[redacted]');
}

function toPattern(secret: string): string {
  const pattern = [...secret].map(characterPattern).join('');
  return secret.length < shortestAnywhere ? `(?<![a-z0-9])${pattern}(?![a-z0-9])` : pattern;
}

const entities: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** Any way in which URLs, JSON and HTML write a character; letters and digits are left as they are by all of them. */
function characterPattern(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character;
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, '0');
  const entity = entities[character];
  return [
    `(?:\\\\{0,2}\\u${hex.padStart(4, '0')}`,
    `%${hex}`,
    `\\\\{1,2}u00${hex}`,
    `&#0*${code};`,
    `&#x0*${hex};`,
    ...(entity === undefined ? [] : [`&${entity};`]),
    ...(character === ' ' ? ['\\+'] : []),
  ]
    .join('|')
    .concat(')');
}

/** What base64 and hexadecimal make of a secret, alone or within a longer text such as `user:secret`. */
function encodedFragments(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].flatMap((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor((shifted.length * 8) / 6);
    return (['base64', 'base64url'] as const).map((coding) => shifted.toString(coding).slice(start, end));
  });
  return [...base64, bytes.toString('hex')];
}
