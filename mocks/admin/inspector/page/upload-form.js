// @ts-check
import { uploadUrl } from './address.js';
import { byId, code, element } from './element.js';
import { facts } from './facts.js';
import { visible } from './visible.js';
import { sizeInWords } from './words.js';

/** The form for trying an upload; files may be dropped anywhere on the page. */
export function uploadForm() {
  const form = byId('upload-form', HTMLFormElement);
  const { credential, texts } = facts;
  const file = element('input', { type: 'file', id: 'file', multiple: true });
  const chosen = element('span', { class: 'chosen' }, unchosen);
  const progress = element('progress', { max: '1', value: '0', hidden: true, 'aria-label': 'Sent so far' });
  const said = element('p', { class: 'said', role: 'status' });
  const drop = element(
    'label',
    { class: 'drop', for: 'file' },
    element('span', { class: 'drop-title' }, 'Choose a file'),
    chosen,
  );
  const button = element('button', { type: 'submit', class: 'primary' }, 'Send');
  form.append(
    element('div', { class: 'drop-zone' }, file, drop),
    field(facts.clientIdParameter, 'my-client', [], inputs.client),
    ...texts.map(({ name, first, known }) => field(name, first, known)),
    ...(credential === undefined ? [] : [field(credential.header, credential.sample, [], inputs.token)]),
    element('div', { class: 'send' }, button, progress),
    said,
  );
  file.addEventListener('change', () => {
    chosen.textContent = describe(file.files);
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    progress.hidden = false;
    said.textContent = '';
    said.textContent = await send(form, file.files, (share) => {
      progress.value = share;
    });
    progress.hidden = true;
    button.disabled = false;
  });
  acceptDrops(file);
}

const unchosen = 'or drop it anywhere on the page';

/** @param {FileList | null} files */
function describe(files) {
  if (!files || files.length === 0) return unchosen;
  const names = [...files].map(({ name, size }) => `${visible(name)}, ${sizeInWords(size)}`);
  return files.length === 1 ? names.join() : `${files.length} files: ${names.join('; ')}`;
}

/** Names of inputs that are not fields of the form. */
const inputs = { client: 'path:client', token: 'header:token' };

/** @param {string} label @param {string} [value] @param {readonly string[]} [known] @param {string} [name] */
function field(label, value = '', known = [], name = label) {
  const id = `field-${name}`;
  const list =
    known.length > 0 &&
    element('datalist', { id: `${id}-values` }, ...known.map((each) => element('option', { value: each })));
  const placeholder =
    known.length > 0 ? known.join(', ') + (facts.typeIsClosed ? '' : ', or another') : 'left out';
  const input = element('input', {
    id,
    name,
    value,
    placeholder,
    autocomplete: 'off',
    spellcheck: 'false',
    list: list ? `${id}-values` : undefined,
  });
  return element('div', { class: 'field' }, element('label', { for: id }, code(label)), input, list);
}

/**
 * Sends the form as a page would. Leaves out empty fields, and sends several files as they are: the mock shows what it
 * makes of them.
 *
 * @param {HTMLFormElement} form @param {FileList | null} files @param {(share: number) => void} onProgress
 * @returns {Promise<string>} the result in words
 */
function send(form, files, onProgress) {
  const { credential, texts } = facts;
  const given = new FormData(form);
  const text = (/** @type {string} */ name) => String(given.get(name) ?? '');
  const body = new FormData();
  for (const { name } of texts) if (text(name) !== '') body.append(name, text(name));
  for (const each of files ?? []) body.append(facts.fields.content, each);

  const request = new XMLHttpRequest();
  request.open(facts.method, uploadUrl(text(inputs.client)));
  const token = text(inputs.token);
  return new Promise((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 1 : loaded / total),
    );
    request.addEventListener('load', () => resolve(`Responded with ${request.status}.`));
    request.addEventListener('error', () => resolve('No response: the connection broke.'));
    try {
      if (credential && token !== '') request.setRequestHeader(credential.header, token);
      request.send(body);
    } catch {
      resolve('A browser cannot send this token: headers allow only Latin characters.');
    }
  });
}

/** @param {HTMLInputElement} input */
function acceptDrops(input) {
  const panel = byId('try', HTMLDetailsElement);
  /** @param {DragEvent} event */
  const carriesFiles = (event) => event.dataTransfer?.types.includes('Files') === true;
  document.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.body.classList.remove('dropping');
  });
  document.addEventListener('drop', (event) => {
    document.body.classList.remove('dropping');
    if (!event.dataTransfer || !carriesFiles(event)) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change'));
    panel.open = true;
    byId('upload-form', HTMLFormElement).querySelector('button')?.focus();
  });
}
