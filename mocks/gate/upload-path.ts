/** Escapes a text for a regular expression. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A regular expression, as text, for the contract's path. Its one group is the client id as written in the URL. */
export const pathPattern = (path: string): string =>
  path
    .split(/\{[^}]*\}/)
    .map(literally)
    .join('([^/]+)');

/** Decodes percent-encoding; returns invalid input as it is. */
export function decodeSegment(segment: string): string {
  // Most have nothing to decode, and every upload passes here.
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
