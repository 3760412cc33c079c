// @ts-check

import { facts } from './facts.js';
import { fieldOf, responseInWords, titleOf, verdictOf } from './words.js';

/** @typedef {import('../../journal/entry.ts').JournalEntry} Entry */

/**
 * Makes a test for uploads: each word must appear in what the list shows of them.
 *
 * @param {string} text
 * @param {string} verdict empty for any
 * @returns {(exchange: Entry) => boolean}
 */
export function filterOf(text, verdict) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (exchange) => {
    if (verdict !== '' && verdictOf(exchange) !== verdict) return false;
    if (words.length === 0) return true;
    const shown = searchable(exchange);
    return words.every((word) => shown.includes(word));
  };
}

/** @param {Entry} exchange */
function searchable(exchange) {
  return [
    titleOf(exchange),
    ...facts.texts.map(({ name }) => fieldOf(exchange, name)),
    exchange.ruling?.requirement,
    exchange.ruling?.outcome,
    responseInWords(exchange),
    exchange.request.path,
  ]
    .join('\n')
    .toLowerCase();
}
