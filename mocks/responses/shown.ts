import { visible } from '../admin/inspector/page/visible.js';

/** Characters. A client's text may have any length. */
const longest = 60;

/** A client's text in a form that a message may show: short, and without invisible characters. */
export function shown(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return visible(short.replace(/[\n\t]/g, ' '));
}
