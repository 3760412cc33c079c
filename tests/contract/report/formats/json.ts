import type { Report } from '../report.ts';

/** The report as JSON, schema 1 (`report.schema.json`). */
export const renderJson = (report: Report): string => printableJson(report);

/**
 * JSON with escapes for the characters that a terminal would interpret.
 *
 * @param indent 0 for all of it on one line.
 */
export const printableJson = (value: unknown, indent = 2): string =>
  `${JSON.stringify(value, null, indent).replace(/[\x7f-\x9f\p{Cf}\u2028\u2029]/gu, escapeUnits)}\n`;

const escapeUnits = (character: string): string =>
  [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
