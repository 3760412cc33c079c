// @ts-check
import { code, element } from './element.js';
import { sizeInWords } from './words.js';

/** @typedef {import('../../journal/entry.ts').JournalEntry} Entry */
/** @typedef {Entry['request']['parts'][number]} Part */

/** The parts of a body, in order. @param {Entry} exchange */
export function partsTable({ request }) {
  const { parts, partCount } = request;
  const head = element(
    'tr',
    {},
    ...['Part', 'Content', 'Size'].map((name) => element('th', { scope: 'col' }, name)),
  );
  const table = element(
    'table',
    {},
    element('caption', { class: 'unseen' }, 'Parts of the body, in order'),
    element('thead', {}, head),
    element('tbody', {}, ...parts.map(row)),
  );
  const more = partCount - parts.length;
  return element(
    'div',
    { class: 'scrolls', tabindex: '0', role: 'region', 'aria-label': 'Parts of the body' },
    table,
    more > 0 && element('p', { class: 'note' }, `And ${more} more.`),
  );
}

/** @param {Part} part */
function row(part) {
  const name = element('th', { scope: 'row' }, code(part.name === '' ? '(no name)' : part.name));
  if (part.kind === 'field') {
    const bytes = new TextEncoder().encode(part.value).length;
    const value = part.value === '' ? element('span', { class: 'faint' }, 'empty') : code(part.value);
    return element('tr', {}, name, element('td', { class: 'sent' }, value), sizeCell(bytes));
  }
  const { fileName, mediaType, size, sha256 } = part;
  const file = element('strong', {}, fileName);
  const type = element('span', { class: 'faint media-type' }, mediaType, sha256 && ` ${sha256}`);
  return element('tr', {}, name, element('td', { class: 'sent' }, file, type), sizeCell(size));
}

/** @param {number} bytes */
const sizeCell = (bytes) =>
  element('td', { class: 'size', title: `${bytes.toLocaleString('en')} bytes` }, sizeInWords(bytes));
