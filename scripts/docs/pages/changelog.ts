import { lexer, type Token } from 'marked';

/** An entry of a changelog that names rules, and its version. */
export interface ChangelogEntry {
  version: string;
  text: string;
  rules: ReadonlySet<string>;
}

/** The entries of a changelog in the format of Keep a Changelog: the list items below the heading of each version. */
export function changelogEntries(markdown: string): ChangelogEntry[] {
  const entries: ChangelogEntry[] = [];
  let version = '';
  for (const token of lexer(markdown) as Token[]) {
    if (token.type === 'heading' && token.depth === 2) version = token.text;
    if (token.type !== 'list') continue;
    for (const item of token.items as { text: string }[])
      entries.push({ version, text: item.text.replace(/\s*\n\s*/g, ' '), rules: rulesIn(item.text) });
  }
  return entries;
}

/** `R7`, and each rule of `R1 to R21`. */
function rulesIn(text: string): Set<string> {
  const named = new Set(text.match(/\bR\d+\b/g) ?? []);
  for (const [, from, to] of text.matchAll(/\bR(\d+) to R(\d+)\b/g))
    for (let number = Number(from); number <= Math.min(Number(to), Number(from) + 100); number += 1)
      named.add(`R${number}`);
  return named;
}
