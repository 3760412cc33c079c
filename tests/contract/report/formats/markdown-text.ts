import { safeLink } from '../../../../spec/docs-url.ts';
import { safeLine } from './safe-text.ts';

/** A fence longer than any in the text. */
export function fenced(text: string, language: string): string {
  const fence = '`'.repeat(longestRun(text) < 3 ? 3 : longestRun(text) + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export function code(text: string): string {
  const line = safeLine(text);
  const fence = '`'.repeat(longestRun(line) + 1);
  const room = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return line === '' ? '(empty)' : `${fence}${room}${line}${room}${fence}`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** Plain text: no markup and no mentions. */
export const escapeMarkup = (text: string): string =>
  safeLine(text)
    .replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&')
    .replaceAll('@', '&#64;');

/** Markdown as a link, if there is an address. */
export function linked(text: string, address: string | undefined): string {
  const link = safeLink(address);
  return link === undefined ? text : `[${text}](${link})`;
}
