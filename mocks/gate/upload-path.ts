import { contract } from '../../generated/contract.ts';

/** A regular expression, as text, for the contract's path; its one group is the client's id, as it stands in the URL. */
export const uploadPathPattern: string = contract.path
  .split(/\{[^}]*\}/)
  .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('([^/]+)');

/** Undoes percent-coding; what is none is taken as it stands. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
