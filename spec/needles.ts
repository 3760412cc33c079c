/** Looks for many texts in another at once, and puts a mark in the place of what was found. */

/** Secrets below this length are words that others may hold: they count only where they stand alone. */
export const shortestAnywhere = 6;

export type Place = [start: number, end: number];

/** Needles by their first byte, the longest first. */
export type Index = readonly (readonly string[])[];

export function indexed(needles: ReadonlySet<string>): Index {
  const index: string[][] = Array.from({ length: 0x100 }, () => []);
  for (const needle of [...needles].sort((a, b) => b.length - a.length))
    if (needle !== '') index[needle.charCodeAt(0)]?.push(needle);
  return index;
}

/** Looks for all needles at once: a response may be long, and a token has dozens of forms. */
export function occurrences(text: string, index: Index, most = Number.POSITIVE_INFINITY): Place[] {
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
export function beginningAtEnd(whole: string, index: Index): number {
  const longest = Math.max(...index.map(([first]) => first?.length ?? 0));
  for (let at = Math.max(0, whole.length - longest + 1); at < whole.length; at += 1) {
    const rest = whole.slice(at);
    if (index[whole.charCodeAt(at)]?.some((needle) => needle.startsWith(rest))) return at;
  }
  return whole.length;
}

/** Places that overlap become one. */
export function united(places: readonly Place[]): Place[] {
  const all: Place[] = [];
  for (const [start, end] of [...places].sort(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}

/** A place without an end is left out, not marked. */
export function replaced(text: string, places: readonly Place[], mark: string): string {
  let result = '';
  let from = 0;
  for (const [start, end] of places) {
    result += text.slice(from, start) + (end === Number.POSITIVE_INFINITY ? '' : mark);
    from = end;
  }
  return result + text.slice(from);
}
