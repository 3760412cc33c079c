/** The search: an index in the page, built from `search-data.js` on first use. */
(() => {
  const { base } = document.body.dataset;
  const form = document.querySelector('.search');
  const input = form.querySelector('input');
  const results = form.querySelector('.results');
  const found = form.querySelector('.found');
  const list = form.querySelector('ul');
  const most = 20;
  let index;

  function search(text) {
    index ??= build();
    return index.search(text, { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false) });
  }

  function build() {
    const made = new MiniSearch({
      fields: ['title', 'text', 'kind'],
      storeFields: ['title', 'kind'],
      // Rules come before the cases that name them.
      searchOptions: {
        boost: { title: 4 },
        combineWith: 'AND',
        boostDocument: (_id, _term, { kind }) => weights[kind] ?? 1,
      },
    });
    made.addAll(searchDocuments);
    return made;
  }

  const weights = { Rule: 6, Page: 3, Recipe: 2, Response: 2 };

  function show() {
    const text = input.value.trim();
    results.hidden = text === '';
    if (text === '') return;
    const hits = search(text);
    found.textContent = hits.length === 0 ? 'Nothing found.' : `${hits.length} found`;
    list.replaceChildren(...hits.slice(0, most).map(row));
  }

  function row({ id, title, kind }) {
    const link = document.createElement('a');
    link.href = base + id;
    const name = document.createElement('span');
    name.textContent = title;
    const label = document.createElement('span');
    label.className = 'kind';
    label.textContent = kind;
    link.append(name, label);
    const item = document.createElement('li');
    item.append(link);
    return item;
  }

  /** Arrow keys move from the field through the results and back. */
  function step(event) {
    const stops = [input, ...list.querySelectorAll('a')];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') {
      results.hidden = true;
      input.focus();
    } else if (by !== undefined && !results.hidden) {
      event.preventDefault();
      stops[(stops.indexOf(document.activeElement) + by + stops.length) % stops.length].focus();
    }
  }

  form.hidden = false;
  input.addEventListener('input', show);
  input.addEventListener('focus', show);
  form.addEventListener('keydown', step);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    list.querySelector('a')?.click();
  });
  list.addEventListener('click', () => {
    results.hidden = true;
  });
  document.addEventListener('click', ({ target }) => {
    if (!form.contains(target)) results.hidden = true;
  });
  document.addEventListener('keydown', (event) => {
    const isTyping = /^(INPUT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key !== '/' || isTyping) return;
    event.preventDefault();
    input.focus();
  });
})();
