// @ts-check
import { visible } from './visible.js';

/**
 * Makes an element. Texts become text nodes, so nothing that a client sent is ever read as HTML or reverses the text
 * around it.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | ((event: Event) => void) | undefined>} attributes functions listen to the
 * event of that name
 * @param {(Node | string | undefined | false)[]} content
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (typeof value === 'string') made.setAttribute(name, value);
  }
  for (const each of content) if (each) made.append(typeof each === 'string' ? visible(each) : each);
  return made;
}

/** @param {string} text */
export const code = (text) => element('code', {}, text);

/**
 * Finds an element that the page's HTML always contains.
 *
 * @template {HTMLElement} E
 * @param {string} id
 * @param {new () => E} type
 * @returns {E}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no #${id}`);
  return found;
}
