// @ts-check
import { element } from './element.js';
import { responseInWords, rulingInWords, sizeInWords, timeInWords, titleOf, verdictOf } from './words.js';

/** @typedef {import('../../journal/entry.ts').JournalEntry} Entry */

/**
 * The list of uploads, newest first. Rows are made once, and only for uploads in the list.
 *
 * @param {HTMLElement} list
 */
export function uploadsList(list) {
  /** @type {Map<number, HTMLElement>} */
  const rows = new Map();
  list.addEventListener('keydown', (event) => move(list, event));
  return {
    /** @param {Entry[]} shown newest first @param {number | undefined} current */
    render(shown, current) {
      const ids = new Set(shown.map(({ id }) => id));
      for (const [id, row] of rows) {
        if (ids.has(id)) continue;
        row.remove();
        rows.delete(id);
      }
      let before = list.firstElementChild;
      for (const exchange of shown) {
        const row = rows.get(exchange.id);
        if (row !== undefined && row === before) before = before.nextElementSibling;
        else list.insertBefore(row ?? keep(exchange), before);
      }
      mark(list, shown.some(({ id }) => id === current) ? current : undefined);
    },
    /** Updates a row. @param {Entry} exchange */
    renew(exchange) {
      const row = rows.get(exchange.id);
      if (row !== undefined) row.replaceWith(keep(exchange));
    },
    /** The row in the tab order. @returns {HTMLElement | null} */
    current: () => list.querySelector('[tabindex="0"]'),
    forget() {
      rows.clear();
      list.replaceChildren();
    },
  };

  /** @param {Entry} exchange */
  function keep(exchange) {
    const row = rowOf(exchange);
    rows.set(exchange.id, row);
    return row;
  }
}

/** Marks the selected row, the only one in the tab order. @param {HTMLElement} list @param {number | undefined} current */
function mark(list, current) {
  for (const link of list.querySelectorAll('[aria-current], [tabindex="0"]')) {
    link.removeAttribute('aria-current');
    link.setAttribute('tabindex', '-1');
  }
  const chosen = current === undefined ? null : list.querySelector(`a[href="#${current}"]`);
  chosen?.setAttribute('aria-current', 'true');
  (chosen ?? list.querySelector('a'))?.setAttribute('tabindex', '0');
}

/** @param {HTMLElement} list @param {KeyboardEvent} event */
function move(list, event) {
  const row = document.activeElement?.closest('li');
  const target = {
    ArrowDown: row?.nextElementSibling,
    ArrowUp: row?.previousElementSibling,
    Home: list.firstElementChild,
    End: list.lastElementChild,
  }[event.key];
  const link = target?.querySelector('a');
  if (!link) return;
  event.preventDefault();
  link.focus();
  // On a wide page the detail is next to the list, and follows the selection. On a narrow page it would replace the
  // list.
  if (matchMedia('(min-width: 56rem)').matches) location.replace(link.href);
}

/** @param {Entry} exchange */
function rowOf(exchange) {
  const { id, ruling, request } = exchange;
  const bytes = request.parts.reduce((sum, part) => sum + (part.kind === 'file' ? part.size : 0), 0);
  const hasFile = request.parts.some(({ kind }) => kind === 'file');
  const answered = responseInWords(exchange);
  const type = ruling?.documentType;
  return element(
    'li',
    {},
    element(
      'a',
      { href: `#${id}`, tabindex: '-1', class: verdictOf(exchange) },
      element('span', { class: `pill s${answered.charAt(0)}` }, answered),
      element('span', { class: 'name' }, titleOf(exchange)),
      element('span', { class: 'when' }, timeInWords(exchange)),
      element(
        'span',
        { class: 'what' },
        [rulingInWords(exchange), ruling?.requirement, type].filter(Boolean).join(' · '),
      ),
      element('span', { class: 'when' }, hasFile ? sizeInWords(bytes) : ''),
    ),
  );
}
