/** A text as a regular expression finds it. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A regular expression, as text, for the contract's path; its one group is the client's id, as it stands in the URL. */
export const pathPattern = (path: string): string =>
  path
    .split(/\{[^}]*\}/)
    .map(literally)
    .join('([^/]+)');

/** Undoes percent-coding; what is none is taken as it stands. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
