// @ts-check

/**
 * Invisible characters that may reverse or hide the text around them: control and format characters (including those for
 * writing direction) and separators. Line feeds and tabs are harmless.
 */
const unseen = /[^\P{C}\n\t]|[\u2028\u2029]/gu;

/** @param {string} text */
export const hasUnseen = (text) => text.search(unseen) !== -1;

/**
 * Replaces each invisible character by a visible one.
 *
 * @param {string} text @param {(character: string) => string} [spell]
 */
export const visible = (text, spell = asEscape) => text.replace(unseen, spell);

/** As JavaScript escapes it. @param {string} character */
const asEscape = (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`;
