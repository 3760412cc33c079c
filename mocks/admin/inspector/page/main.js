// @ts-check
import { mockUrl } from './address.js';
import { detail } from './detail.js';
import { byId } from './element.js';
import { follow, forgetAll } from './feed.js';
import { filterOf } from './filter.js';
import { lesson } from './lesson.js';
import { nextResponses } from './next-response.js';
import { uploadForm } from './upload-form.js';
import { uploadsList } from './uploads.js';

/** @typedef {import('../../journal/entry.ts').JournalEntry} Entry */

/** The number of entries that the journal keeps. */
const capacity = 500;

/** The mock's requests, newest first. @type {Entry[]} */
let exchanges = [];
/** The upload in the detail view. @type {Entry | undefined | null} null before anything is shown */
let shown = null;
let scheduled = false;

/** The list and one upload stand side by side. */
const wide = matchMedia('(min-width: 56rem)');
const main = byId('detail', HTMLElement);
const filter = byId('filter', HTMLInputElement);
const tally = byId('tally', HTMLElement);
const clear = byId('clear', HTMLButtonElement);
const live = byId('live', HTMLElement);
const list = uploadsList(byId('uploads', HTMLElement));
const next = nextResponses();

/** Renders once per frame, however many uploads arrive. */
function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    render();
  });
}

function render() {
  const verdict = document.querySelector('input[name=verdict]:checked');
  const passes = filterOf(filter.value, verdict instanceof HTMLInputElement ? verdict.value : '');
  const fitting = exchanges.filter(passes);
  const chosen = exchanges.find(({ id }) => `#${id}` === location.hash);
  // Nobody has selected an upload yet, so the newest is shown.
  const next = chosen ?? fitting[0];
  list.render(fitting, next?.id);
  document.body.classList.toggle('chosen', chosen !== undefined);
  document.body.classList.toggle('empty', exchanges.length === 0);
  clear.disabled = exchanges.length === 0;
  write(tally, counted(fitting.length));
  if (next === shown) return;
  shown = next;
  main.replaceChildren(...(next ? detail(next) : exchanges.length === 0 ? lesson() : []));
}

/** @param {number} fitting */
function counted(fitting) {
  if (exchanges.length === 0) return 'No uploads yet';
  const all =
    exchanges.length === 1
      ? '1 upload'
      : `${exchanges.length}${exchanges.length === capacity ? ' latest' : ''} uploads`;
  return fitting === exchanges.length ? all : `${fitting} of ${all}`;
}

/** Announces changes only. @param {HTMLElement} place @param {string} text */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** Keeps a detail that has the focus, whatever arrives. */
function pin() {
  if (!shown || location.hash === `#${shown.id}`) return;
  history.replaceState(null, '', `#${shown.id}`);
  schedule();
}

follow({
  restart(past) {
    exchanges = past.toReversed();
    schedule();
  },
  add(exchange) {
    exchanges = [exchange, ...exchanges.slice(0, capacity - 1)];
    next.taken(exchange);
    schedule();
  },
  replace(exchange) {
    const index = exchanges.findIndex(({ id }) => id === exchange.id);
    if (index === -1) return;
    const before = exchanges[index];
    exchanges = exchanges.with(index, exchange);
    // Does not rebuild a detail that is being read just because a duration is final.
    if (shown === before && before?.answered === exchange.answered) shown = exchange;
    if (before?.answered !== exchange.answered) list.renew(exchange);
    schedule();
  },
  forget() {
    exchanges = [];
    list.forget();
    history.replaceState(null, '', location.pathname);
    schedule();
  },
  state(connected) {
    live.className = connected ? 'live on' : 'live';
    write(live, connected ? 'Live' : 'The mock has stopped; waiting for it …');
  },
});

uploadForm();
byId('address', HTMLElement).textContent = mockUrl;
filter.addEventListener('input', schedule);
for (const choice of document.querySelectorAll('input[name=verdict]'))
  choice.addEventListener('change', schedule);
clear.addEventListener('click', async () => {
  await forgetAll();
  filter.focus();
});
addEventListener('hashchange', () => {
  render();
  scrollTo(0, 0);
  if (wide.matches) return;
  // On a narrow page the upload replaces the list, or the reverse, so the focused element is gone.
  const chosen = document.body.classList.contains('chosen');
  (chosen ? main : list.current())?.focus();
});
main.addEventListener('focusin', pin);
main.addEventListener('pointerdown', pin);
schedule();
