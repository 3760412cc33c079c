import { closest, distance } from 'fastest-levenshtein';

/** The known name closest to a mistyped one; undefined when none is close. */
export function nearest(mistyped: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const found = closest(mistyped, known);
  const isNear = distance(mistyped.toLowerCase(), found.toLowerCase()) <= Math.ceil(found.length / 3);
  return isNear ? found : undefined;
}

/** `Did you mean 'only'?`, with a leading space; empty when nothing is close. */
export function suggestion(mistyped: string, known: readonly string[]): string {
  const found = nearest(mistyped, known);
  return found === undefined ? '' : ` Did you mean '${found}'?`;
}

/** The end of an error about an unknown name: the likely name, and all known names. */
export const unknownName = (name: string, known: readonly string[]): string =>
  `${suggestion(name, known)} It has ${known.join(', ')}`;
