// Filters the cases, and opens the one that the address names. Without this script the page shows everything.
const form = document.querySelector('.filter');
const cases = [...document.querySelectorAll('.case')];
const nothing = document.querySelector('.nothing');
const texts = new Map(cases.map((element) => [element, element.textContent.toLowerCase()]));

function filter() {
  const data = new FormData(form);
  const verdicts = data.getAll('verdict');
  const words = String(data.get('text')).toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const element of cases) {
    const text = texts.get(element);
    const matches = verdicts.includes(element.dataset.verdict) && words.every((word) => text.includes(word));
    element.hidden = !matches;
    if (matches) shown += 1;
  }
  form.querySelector('[role=status]').textContent =
    `${shown} of ${cases.length} ${cases.length === 1 ? 'case' : 'cases'}`;
  nothing.hidden = shown > 0;
}

function openNamedCase() {
  const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!(element instanceof HTMLDetailsElement)) return;
  element.hidden = false;
  element.open = true;
  element.scrollIntoView();
}

form.hidden = false;
form.addEventListener('input', filter);
form.addEventListener('submit', (event) => event.preventDefault());
addEventListener('hashchange', openNamedCase);
filter();
openNamedCase();
