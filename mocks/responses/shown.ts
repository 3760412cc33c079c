import { visible } from '../admin/inspector/page/visible.js';

/** Characters. What a client made up may be of any length. */
const longest = 60;

/** A text that a client sent, as a message may show it: short, and with nothing in it that is not seen. */
export function shown(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return visible(short.replace(/[\n\t]/g, ' '));
}
