// @ts-check
import { byId, element } from './element.js';
import { facts } from './facts.js';
import { verdictOf } from './words.js';

/** @typedef {import('../../journal/entry.ts').JournalEntry} Entry */
/** @typedef {import('../../../responses/asked/next-fault.ts').NextResponse} NextResponse */

/** Faults that the contract does not document. @type {[string, NextResponse][]} */
const faults = [
  ['503 Service Unavailable', { status: 503 }],
  ['429, Retry-After: 1', { status: 429, headers: { 'Retry-After': '1' } }],
  ['After 3 seconds', { delay: 3000 }],
  ['Connection reset', { fate: 'reset' }],
  ['No response at all', { fate: 'hang' }],
];

/** Buttons that force the next response. */
export function nextResponses() {
  const pending = byId('pending', HTMLElement);
  /** Responses that this page forced, and that no upload has used yet. @type {string[]} */
  let queue = [];
  const show = () => {
    pending.textContent = queue.join(', then ');
  };
  /** @param {string} label @param {NextResponse} next */
  async function force(label, next) {
    const headers = { 'Content-Type': 'application/json' };
    const { ok } = await fetch('next', { method: 'POST', headers, body: JSON.stringify(next) });
    if (!ok) return;
    queue.push(label);
    show();
  }
  /** @param {[string, NextResponse]} response */
  const button = ([label, next]) =>
    element('button', { type: 'button', class: 'choice-button', click: () => force(label, next) }, label);
  byId('next-responses', HTMLElement).append(
    element('h2', {}, 'Documented responses'),
    element('div', { class: 'buttons' }, ...documented().map(button)),
    element('h2', {}, 'Faults'),
    element('div', { class: 'buttons' }, ...faults.map(button)),
    element('p', { class: 'note' }, 'Press several times to force several responses.'),
  );
  return {
    /** An upload with a ruling has used a response. @param {Entry} exchange */
    taken(exchange) {
      if (queue.length === 0 || verdictOf(exchange) === 'unruled') return;
      queue = queue.slice(1);
      show();
    },
  };
}

/** @returns {[string, NextResponse][]} */
const documented = () =>
  facts.responses.map(({ status, example, summary }) => [
    `${status} ${summary}`,
    example === null ? { status } : { status, example },
  ]);
