import { swapCase } from '../request/swap-case.ts';

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
  const pattern = new RegExp(longestFirst.map(toPattern).join('|'), 'gi');
  return (text) => {
    // What was put in is not looked at again: a hole holds no character that a secret may have.
    const once = text.replace(pattern, hole);
    const spelled = spellOut(once);
    const twice = spelled.replace(pattern, hole);
    // Only where a secret was hidden in them do escaped letters come out unescaped.
    return (twice === spelled ? once : twice).replaceAll(hole, '[redacted]');
  };
}

/** A character that is in no text, as Unicode has it. */
const hole = '\uffff';

/** Letters and digits as themselves where URLs, JSON, scripts or HTML escape even those. */
const spellOut = (text: string): string =>
  text.replace(escapedCharacter, (escaped, hex = '', entityHex = '', decimal = '') => {
    const code = decimal === '' ? Number.parseInt(hex + entityHex, 16) : Number(decimal);
    const character = String.fromCharCode(code);
    return /[a-z0-9]/i.test(character) ? character : escaped;
  });

const escapedCharacter = /(?:%|\\{1,2}(?:u00|x))([3-7][\da-f])|&#x0{0,6}([3-7][\da-f]);|&#0{0,6}(\d{2,3});/gi;

function toPattern(secret: string): string {
  const pattern = [...secret].map(characterPattern).join('');
  return secret.length < shortestAnywhere ? `(?<![a-z0-9])${pattern}(?![a-z0-9])` : pattern;
}

const entities: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** Any way in which URLs, JSON and HTML write a character; letters and digits are spelled out before. */
function characterPattern(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character;
  const units = [...Array(character.length).keys()].map((at) => hexOf(character.charCodeAt(at), 4));
  const code = character.codePointAt(0) ?? 0;
  const entity = entities[character];
  return [
    `(?:\\\\{0,2}${units.map((unit) => `\\u${unit}`).join('')}`,
    [...Buffer.from(character)].map((byte) => `%${hexOf(byte, 2)}`).join(''),
    units.map((unit) => `\\\\{1,2}u${unit}`).join(''),
    `\\\\{1,2}x${hexOf(code, 2)}`,
    `&#0{0,6}${code};`,
    `&#x0{0,6}${hexOf(code, 2)};`,
    ...(entity === undefined ? [] : [`&${entity};`]),
    ...(character === ' ' ? ['\\+'] : []),
  ]
    .join('|')
    .concat(')');
}

const hexOf = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

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
