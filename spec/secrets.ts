import { brokenEscape, toBytes, unfolded, type View, viewsOf } from './escapes.ts';

/** The forms in which a secret may show, and the names of headers that hold one. */

const secretName =
  /auth|token|key|secret|cookie|session|signature|\bpass\b|pass(word|phrase|code|wd)|pwd|cred|jwt|csrf|xsrf|bearer|assertion/i;

/** Whether the value of a header of this name is likely to be a secret. */
export const holdsSecret = (headerName: string): boolean => secretName.test(headerName);

/** Secrets below this length are words that others may hold: they count only where they stand alone. */
export const shortestAnywhere = 6;

/** What is less than a secret, or base64 of some of it, tells nothing below this length. */
const shortestFragment = 8;

export interface SecretOptions {
  /** What comes so close to a secret that who reads it can guess the rest. */
  nearMisses?: readonly string[];
  /** Whether other letter cases of a secret are other texts. */
  exactCase?: boolean;
}

/** Finds secrets in texts: as they are, and as URLs, JSON, HTML, base64, hexadecimal and UTF-16 carry them. */
export interface SecretFinder {
  isIn(text: string): boolean;
  /**
   * Puts a mark in the place of each secret.
   *
   * @param isCut the text is the beginning of a longer one: what may begin a secret at its end is left out.
   */
  hide(text: string, mark: string, isCut?: boolean): string;
}

/** The same secrets are looked for in one text after another: so many of their finders are kept. */
const mostFinders = 50;

const finders = new Map<string, SecretFinder>();

export function secretFinder(secrets: readonly string[], options: SecretOptions = {}): SecretFinder {
  const key = JSON.stringify([secrets, options]);
  const finder = finders.get(key) ?? createFinder(secrets, options);
  if (finders.size >= mostFinders) finders.clear();
  finders.set(key, finder);
  return finder;
}

function createFinder(secrets: readonly string[], { nearMisses = [], exactCase = false }: SecretOptions) {
  const forms = [...secrets.flatMap(formsOf), ...nearMisses.flatMap(formsOf).filter(isTelling)];
  // Forms write a blank as a plus.
  const hasBlank = forms.some((form) => form.includes(' '));
  const fold = (text: string): string => {
    const folded = exactCase ? text : lowerCase(text);
    return hasBlank ? folded.replaceAll(' ', '+') : folded;
  };
  const needles = indexed(new Set(forms.map(fold)));
  const asBytes = forms.some((form) => /[^\0-\x7f]/.test(form));
  const look = (text: string) =>
    forms.length === 0 ? [] : viewsToSearch(text, asBytes).map((view) => ({ view, folded: fold(view.text) }));
  return {
    isIn: (text: string) => look(text).some(({ folded }) => occurrences(folded, needles, 1).length > 0),
    hide(text: string, mark: string, isCut = false) {
      const places = look(text).flatMap(({ view, folded }): Place[] => {
        const found = occurrences(folded, needles).map(([start, end]) => view.origin(start, end));
        const begun = isCut ? beginningAtEnd(folded, needles) : folded.length;
        if (begun === folded.length) return found;
        return [...found, [view.origin(begun, begun + 1)[0], Number.POSITIVE_INFINITY]];
      });
      return replaced(text, united(places), mark);
    },
  };
}

type Place = [start: number, end: number];

/** With escapes undone, and with and without line breaks. */
const viewsToSearch = (text: string, asBytes: boolean): View[] => [
  ...new Set(viewsOf(text, asBytes).flatMap((view) => [view, unfolded(view)])),
];

/** The one letter whose lower case is longer than itself would move all that stands behind it. */
const lowerCase = (text: string): string => text.replaceAll('\u0130', 'i').toLowerCase();

const isTelling = (form: string): boolean => form.length >= shortestFragment;

/** What a secret looks like once escapes are undone. Headers of UTF-8 may have been read as Latin-1. */
function formsOf(secret: string): string[] {
  const bytes = toBytes(secret);
  const encodings = [bytes, utf16(secret, true), utf16(secret, false)];
  return [
    // A secret may hold what looks like an escape.
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

/** Bits of the first byte that belong to a digit before it, when no, one or two bytes stand in front. */
const firstBits = [0, 4, 2];

/** What base64 makes of bytes, alone or within a longer text such as `user:secret`, with both of its alphabets. */
const base64Forms = (bytes: string): string[] =>
  [
    base64Of(`${bytes}\0`, 0).slice(0, Math.ceil((bytes.length * 8) / 6)),
    ...firstBits.map((first) => base64Of(bytes, first)),
  ].flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);

/** The digits that hold bits of these bytes alone, from a bit on. */
function base64Of(bytes: string, first: number): string {
  let text = '';
  for (let bit = first; bit + 6 <= bytes.length * 8; bit += 6) {
    const at = bit >> 3;
    const pair = (bytes.charCodeAt(at) << 8) | (at + 1 < bytes.length ? bytes.charCodeAt(at + 1) : 0);
    text += base64Digits[(pair >> (10 - (bit & 7))) & 63];
  }
  return text;
}

/** Needles by their first byte, the longest first. */
type Index = readonly (readonly string[])[];

function indexed(needles: ReadonlySet<string>): Index {
  const index: string[][] = Array.from({ length: 0x100 }, () => []);
  for (const needle of [...needles].sort((a, b) => b.length - a.length))
    if (needle !== '') index[needle.charCodeAt(0)]?.push(needle);
  return index;
}

/** Looks for all needles at once: a response may be long, and a token has dozens of forms. */
function occurrences(text: string, index: Index, most = Number.POSITIVE_INFINITY): Place[] {
  const places: Place[] = [];
  for (let at = 0; at < text.length && places.length < most; at += 1) {
    const first = text.charCodeAt(at);
    const needles = first < 0x100 ? index[first] : undefined;
    if (needles === undefined || needles.length === 0) continue;
    const length = lengthAt(text, at, needles);
    if (length === 0) continue;
    places.push([at, at + length]);
    at += length - 1;
  }
  return places;
}

/** The length of the longest needle that stands here. */
function lengthAt(text: string, at: number, needles: readonly string[]): number {
  for (const needle of needles) {
    // Most of them end with their second byte.
    if (needle.length > 1 && needle.charCodeAt(1) !== text.charCodeAt(at + 1)) continue;
    if (!text.startsWith(needle, at)) continue;
    const standsAlone = !isWord(text[at - 1]) && !isWord(text[at + needle.length]);
    if (needle.length >= shortestAnywhere || standsAlone) return needle.length;
  }
  return 0;
}

const isWord = (character = ''): boolean => /[a-z0-9]/i.test(character);

/** Where a secret may begin that the end of the text cuts off; the length of the text when none does. */
function beginningAtEnd(text: string, index: Index): number {
  const whole = text.replace(brokenEscape, '');
  const longest = Math.max(...index.map(([first]) => first?.length ?? 0));
  for (let at = Math.max(0, whole.length - longest + 1); at < whole.length; at += 1) {
    const rest = whole.slice(at);
    if (index[whole.charCodeAt(at)]?.some((needle) => needle.startsWith(rest))) return at;
  }
  return whole.length;
}

/** Places that overlap become one. */
function united(places: readonly Place[]): Place[] {
  const all: Place[] = [];
  for (const [start, end] of [...places].sort(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}

/** A place without an end is left out, not marked. */
function replaced(text: string, places: readonly Place[], mark: string): string {
  let result = '';
  let from = 0;
  for (const [start, end] of places) {
    result += text.slice(from, start) + (end === Number.POSITIVE_INFINITY ? '' : mark);
    from = end;
  }
  return result + text.slice(from);
}
