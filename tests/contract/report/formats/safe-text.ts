/**
 * Makes text from outside safe for a screen. Characters that move the cursor, change colours, reverse the text, hide, or
 * start a command for a build log become escapes such as `\x1b`. Line feeds and tabs stay.
 */
export const safeText = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, escapeCharacter)
    // Azure Pipelines, TeamCity and older GitHub runners read commands from the middle of a line.
    .replace(/##(?=\[|vso\[|teamcity\[)/gi, '#\\x23');

/** The same on one line. */
export const safeLine = (text: string): string =>
  safeText(text).replace(/[\n\t]/g, (character) => (character === '\n' ? '\\n' : '\\t'));

/** An invisible character as an escape such as `\x1b`. */
export function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Cuts a text after this many characters, and says so. */
export const cutText = (text: string, characters: number): string =>
  text.length > characters ? `${text.slice(0, characters)}… (cut)` : text;
/** Breaks a text at spaces into lines of at most this many characters; a longer word is kept whole. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(width, 20);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
