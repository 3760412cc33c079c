// @ts-check

/**
 * What is not seen and may turn or hide the text around it: control and format characters (those of writing direction
 * among them) and separators. Line feeds and tabs do no harm.
 */
const unseen = /[^\P{C}\n\t]|[\u2028\u2029]/gu;

/** @param {string} text */
export const hasUnseen = (text) => text.search(unseen) !== -1;

/**
 * Puts something visible in the place of each unseen character.
 *
 * @param {string} text @param {(character: string) => string} [spell]
 */
export const visible = (text, spell = asEscape) => text.replace(unseen, spell);

/** As JavaScript would write it. @param {string} character */
const asEscape = (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`;
