/** Searches a text for many others in one pass, and replaces those found by a mark. */

/** Shorter secrets may be part of ordinary words: they count only as whole words. */
export const shortestAnywhere = 6;

export type Place = [start: number, end: number];

export interface Index {
  /** Needles by their first byte, the longest first. */
  byFirst: readonly (readonly string[])[];
  /** The length of the shortest needle. */
  shortest: number;
  /** The length of the longest needle. */
  longest: number;
  /**
   * For the last two bytes of a window: the minimum distance to the next needle. Undefined while making the table takes
   * longer than searching without it.
   *
   * @param characters to be searched.
   */
  skips(characters: number): Uint8Array | undefined;
}

export function indexed(needles: ReadonlySet<string>): Index {
  const byFirst: string[][] = Array.from({ length: 0x100 }, () => []);
  const known = [...needles].filter((needle) => needle !== '').sort((a, b) => b.length - a.length);
  for (const needle of known) byFirst[needle.charCodeAt(0)]?.push(needle);
  const shortest = Math.min(known.at(-1)?.length ?? 1, mostSkipped);
  let skips: Uint8Array | undefined;
  let searched = 0;
  return {
    byFirst,
    shortest,
    longest: known[0]?.length ?? 0,
    skips(characters) {
      searched += characters;
      if (searched > worthwhile) skips ??= skipsOf(known, shortest);
      return skips;
    },
  };
}

/** Once this many characters were searched, in one text or in many, a table of skips is worthwhile. */
const worthwhile = 0x4000;

/** A skip fits into a byte. */
const mostSkipped = 0x100;

function skipsOf(needles: readonly string[], shortest: number): Uint8Array {
  const skips = new Uint8Array(0x10000).fill(shortest - 1);
  for (const needle of needles)
    for (let at = 0; at + 2 <= shortest; at += 1) {
      const pair = pairAt(needle, at);
      skips[pair] = Math.min(skips[pair] ?? 0, shortest - 2 - at);
    }
  return skips;
}

/** Characters beyond a byte are taken for others; a skip is then shorter than possible. */
const pairAt = (text: string, at: number): number =>
  ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff);

/**
 * Searches for all needles in one pass, with the algorithm of Wu and Manber: a response may be long, and a token has
 * dozens of forms.
 */
export function occurrences(text: string, index: Index, most = Number.POSITIVE_INFINITY): Place[] {
  const { byFirst, shortest } = index;
  const skips = index.skips(text.length);
  const places: Place[] = [];
  for (let at = 0; at + shortest <= text.length && places.length < most; ) {
    const skip = skips?.[pairAt(text, at + shortest - 2)] ?? 0;
    const length = skip > 0 ? 0 : lengthAt(text, at, byFirst[text.charCodeAt(at)] ?? []);
    if (length > 0) places.push([at, at + length]);
    at += skip || length || 1;
  }
  return places;
}

/** The length of the longest needle at this position. */
function lengthAt(text: string, at: number, needles: readonly string[]): number {
  for (const needle of needles) {
    // Most candidates fail at their second byte.
    if (needle.length > 1 && needle.charCodeAt(1) !== text.charCodeAt(at + 1)) continue;
    if (!text.startsWith(needle, at)) continue;
    const standsAlone = !isWord(text[at - 1]) && !isWord(text[at + needle.length]);
    if (needle.length >= shortestAnywhere || standsAlone) return needle.length;
  }
  return 0;
}

const isWord = (character = ''): boolean => /[a-z0-9]/i.test(character);

/** Where a secret may begin that the end of the text cuts off; the length of the text when there is none. */
export function beginningAtEnd(whole: string, { byFirst, longest }: Index): number {
  for (let at = Math.max(0, whole.length - longest + 1); at < whole.length; at += 1) {
    const rest = whole.slice(at);
    if (byFirst[whole.charCodeAt(at)]?.some((needle) => needle.startsWith(rest))) return at;
  }
  return whole.length;
}

/** Merges ranges that overlap. */
export function united(places: readonly Place[]): Place[] {
  const all: Place[] = [];
  for (const [start, end] of [...places].sort(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}

/** A range without an end is dropped, not marked. */
export function replaced(text: string, places: readonly Place[], mark: string): string {
  let result = '';
  let from = 0;
  for (const [start, end] of places) {
    result += text.slice(from, start) + (end === Number.POSITIVE_INFINITY ? '' : mark);
    from = end;
  }
  return result + text.slice(from);
}
