import { closest, distance } from 'fastest-levenshtein';

/** The known name that a mistyped one most likely stands for; undefined when none comes near. */
export function nearest(mistyped: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const found = closest(mistyped, known);
  const isNear = distance(mistyped.toLowerCase(), found.toLowerCase()) <= Math.ceil(found.length / 3);
  return isNear ? found : undefined;
}

/** `Did you mean 'only'?`, with a space in front; empty when nothing comes near. */
export function suggestion(mistyped: string, known: readonly string[]): string {
  const found = nearest(mistyped, known);
  return found === undefined ? '' : ` Did you mean '${found}'?`;
}

/** Which name may be meant, and which there are: the end of a sentence that says that a name is none. */
export const unknownName = (name: string, known: readonly string[]): string =>
  `${suggestion(name, known)} It has ${known.join(', ')}`;
