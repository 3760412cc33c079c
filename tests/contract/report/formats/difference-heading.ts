import { counted } from '../../request/counted.ts';
import type { Difference } from '../differences.ts';
import { cutText, safeLine } from './safe-text.ts';

/** Characters of a deployment's text that a heading shows. */
const longestText = 200;

/** `R15: status 201 instead of 200 (131 cases)`. */
export const headingOf = (difference: Difference): string =>
  `${difference.requirement.id}: ${whatDiffers(difference)} (${counted(difference.cases.length, 'case')})`;

/** The same without rule and number, as one line that is safe to show. */
export const whatDiffers = ({ text }: Pick<Difference, 'text'>): string =>
  safeLine(cutText(text, longestText));
