/** The interactive parts of a page: copying, a menu that folds on phones, and cases that open when linked to. */

for (const block of document.querySelectorAll('[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', () => copy(block, button));
  block.append(button);
}

async function copy(block, button) {
  const code = block.querySelector('code');
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = 'Copied';
  } catch {
    // A page opened as a file may not have access to the clipboard: the text is selected instead.
    getSelection()?.selectAllChildren(code);
    button.textContent = 'Selected';
  }
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2000);
}

const menu = document.querySelector('#menu');
const narrow = matchMedia('(max-width: 62rem)');
const foldMenu = () => {
  menu.open = !narrow.matches;
};
narrow.addEventListener('change', foldMenu);
foldMenu();
document.querySelector('.menu [aria-current]')?.scrollIntoView({ block: 'nearest' });

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target?.closest('details');
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView();
}
addEventListener('hashchange', openTarget);
openTarget();

// Folded cases are printed, too.
let folded = [];
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('.case:not([open])')];
  for (const each of folded) each.open = true;
});
addEventListener('afterprint', () => {
  for (const each of folded) each.open = false;
});
