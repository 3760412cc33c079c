// @ts-check
import { code, element } from './element.js';

/** How long a button shows that it has copied, in milliseconds. */
const shown = 1500;

/**
 * A line that can be copied.
 *
 * @param {string} text
 * @param {string} what what the button copies, for screen readers
 */
export function copyable(text, what) {
  const button = element(
    'button',
    { type: 'button', class: 'quiet copy', 'aria-label': `Copy ${what}`, click: copy },
    'Copy',
  );
  const said = element('span', { class: 'unseen', role: 'status' });
  async function copy() {
    const done = await write(text);
    button.textContent = done ? 'Copied' : 'Select and copy';
    said.textContent = done ? `Copied ${what}` : 'The browser does not let the page copy';
    setTimeout(() => {
      button.textContent = 'Copy';
      said.textContent = '';
    }, shown);
  }
  const line = element('pre', { tabindex: '0', role: 'region', 'aria-label': what }, code(text));
  return element('div', { class: 'copyable' }, line, button, said);
}

/** @param {string} text */
async function write(text) {
  try {
    // Undefined on an address that is neither loopback nor https.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
