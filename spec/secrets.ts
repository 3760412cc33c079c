import { toBytes, unfolded, type View, viewsOf, withoutBrokenEscape } from './escapes.ts';
import { beginningAtEnd, indexed, occurrences, type Place, replaced, united } from './needles.ts';

/** Finds secrets in any form, and names the headers that carry one. */

const secretName =
  /auth|token|key|secret|cookie|session|signature|\bpass\b|pass(word|phrase|code|wd)|pwd|cred|jwt|csrf|xsrf|bearer|assertion/i;

/** Whether a header of this name probably carries a secret. */
export const holdsSecret = (headerName: string): boolean => secretName.test(headerName);

/** A part of a secret, or of its base64, is ignored below this length. */
const shortestFragment = 8;

export interface SecretOptions {
  /** Texts so close to a secret that a reader can guess the rest. */
  nearMisses?: readonly string[];
  /** Whether other letter cases of a secret are different texts. */
  exactCase?: boolean;
}

/** Finds secrets in texts: plain, and as URLs, JSON, HTML, base64, hexadecimal and UTF-16 encode them. */
export interface SecretFinder {
  isIn(text: string): boolean;
  /**
   * Replaces each secret by a mark.
   *
   * @param isCut the text is the beginning of a longer one: drops an end that may be the beginning of a secret.
   */
  hide(text: string, mark: string, isCut?: boolean): string;
}

/** Headers and file names repeat: the results for this many short texts, in characters, are kept. */
const mostTexts = 500;
const longestText = 200;

/**
 * Finders to keep, because one text after another is searched for the same secrets: their number, and the characters of
 * their secrets. Clients may send a mock long ones, and each has dozens of forms.
 */
const mostFinders = 50;
const mostCharacters = 20_000;

const finders = new Map<string, SecretFinder>();

export function secretFinder(secrets: readonly string[], options: SecretOptions = {}): SecretFinder {
  const key = JSON.stringify([secrets, options]);
  const known = finders.get(key);
  if (known !== undefined) return known;
  const characters = [key, ...finders.keys()].join('').length;
  if (finders.size >= mostFinders || characters > mostCharacters) finders.clear();
  const finder = createFinder(secrets, options);
  finders.set(key, finder);
  return finder;
}

function createFinder(secrets: readonly string[], { nearMisses = [], exactCase = false }: SecretOptions) {
  const forms = [...secrets.flatMap(formsOf), ...nearMisses.flatMap(formsOf).filter(isTelling)];
  // Forms encode a space as a plus.
  const hasBlank = forms.some((form) => form.includes(' '));
  const fold = (text: string): string => {
    const folded = exactCase ? text : lowerCase(text);
    return hasBlank ? folded.replaceAll(' ', '+') : folded;
  };
  const needles = indexed(new Set(forms.map(fold)));
  const asBytes = forms.some((form) => /[^\0-\x7f]/.test(form));
  const look = (text: string, isCut = false) =>
    forms.length === 0
      ? []
      : viewsToSearch(text, asBytes, isCut).map((view) => ({ view, folded: fold(view.text) }));
  const hide = (text: string, mark: string, isCut: boolean): string => {
    const places = look(text, isCut).flatMap(({ view, folded }): Place[] => {
      const found = occurrences(folded, needles).map(([start, end]) => view.origin(start, end));
      const begun = isCut ? beginningAtEnd(withoutBrokenEscape(folded), needles) : folded.length;
      if (begun === folded.length) return found;
      return [...found, [view.origin(begun, begun + 1)[0], Number.POSITIVE_INFINITY]];
    });
    return replaced(text, united(places), mark);
  };
  // No escape is shorter than what it stands for, but a letter may be up to three bytes.
  const isTooShort = (text: string): boolean => text.length * (asBytes ? 3 : 1) < needles.shortest;
  const known = new Map<string, { mark: string; shown: string }>();
  return {
    isIn: (text: string) => look(text).some(({ folded }) => occurrences(folded, needles, 1).length > 0),
    hide(text: string, mark: string, isCut = false) {
      if (isCut || text.length > longestText) return hide(text, mark, isCut);
      if (isTooShort(text)) return text;
      const before = known.get(text);
      if (before?.mark === mark) return before.shown;
      const shown = hide(text, mark, false);
      if (known.size >= mostTexts) known.clear();
      known.set(text, { mark, shown });
      return shown;
    },
  };
}

/** With escapes undone, and with and without line breaks. */
const viewsToSearch = (...text: Parameters<typeof viewsOf>): View[] => [
  ...new Set(viewsOf(...text).flatMap((view) => [view, unfolded(view)])),
];

/** The one letter whose lower case is longer would shift everything after it. */
const lowerCase = (text: string): string => text.replaceAll('\u0130', 'i').toLowerCase();

const isTelling = (form: string): boolean => form.length >= shortestFragment;

/** The forms of a secret after escapes are undone. UTF-8 headers may have been decoded as Latin-1. */
function formsOf(secret: string): string[] {
  const bytes = toBytes(secret);
  const encodings = [bytes, utf16(secret, true), utf16(secret, false)];
  return [
    // A secret may contain what looks like an escape.
    ...viewsOf(secret).map(({ text }) => text),
    toBytes(bytes),
    ...encodings.flatMap((each) => [...base64Forms(each), ...numericForms(each)]).filter(isTelling),
  ];
}

const utf16 = (text: string, littleEndian: boolean): string =>
  [...Array(text.length).keys()]
    .map((at) => text.charCodeAt(at))
    .map((unit) => [unit & 0xff, unit >> 8])
    .map((pair) => String.fromCharCode(...(littleEndian ? pair : [...pair].reverse())))
    .join('');

/** In hexadecimal, and as the list of numbers that JSON makes of bytes. */
function numericForms(bytes: string): string[] {
  const codes = [...bytes].map((byte) => byte.charCodeAt(0));
  const hex = codes.map((code) => code.toString(16).padStart(2, '0')).join('');
  return [hex, hex.toUpperCase(), codes.join(',')];
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bits of the first byte that belong to the digit before it, when no, one or two bytes come before. */
const firstBits = [0, 4, 2];

/** The base64 of bytes, alone or within a longer text such as `user:secret`, in both alphabets. */
const base64Forms = (bytes: string): string[] =>
  [
    base64Of(`${bytes}\0`, 0).slice(0, Math.ceil((bytes.length * 8) / 6)),
    ...firstBits.map((first) => base64Of(bytes, first)),
  ].flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);

/** The digits that contain only bits of these bytes, from a bit on. */
function base64Of(bytes: string, first: number): string {
  let text = '';
  for (let bit = first; bit + 6 <= bytes.length * 8; bit += 6) {
    const at = bit >> 3;
    const pair = (bytes.charCodeAt(at) << 8) | (at + 1 < bytes.length ? bytes.charCodeAt(at + 1) : 0);
    text += base64Digits[(pair >> (10 - (bit & 7))) & 63];
  }
  return text;
}
