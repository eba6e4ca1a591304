// What a page does a little better with script; each works without it.

// Print at once: the button is of no use where there is no script.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

// The way to the content leaves no part of the page in the address: the browser would set no cursor on the pages that follow from there.
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault();
  document.getElementById('main').focus();
});

// The cursor stands in the field that waits for it as soon as the page is read.
// Somebody who was quicker and is at another control stays there.
const waiting = document.querySelector('[autofocus]');
if (!document.activeElement?.matches('a, button, input, select, summary, textarea')) waiting?.focus();

// What stands in a scan field is replaced by the next scan.
waiting?.select?.();

// A file may be dropped anywhere on its form.
for (const form of document.querySelectorAll('.upload')) {
  const input = form.querySelector('input[type="file"]');
  form.addEventListener('dragover', event => { event.preventDefault(); form.classList.add('over'); });
  form.addEventListener('dragleave', () => form.classList.remove('over'));
  form.addEventListener('drop', event => {
    event.preventDefault();
    form.classList.remove('over');
    if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files;
  });
}

// Sent once: a scanner's second Enter must not send it again.
for (const form of document.querySelectorAll('form[method="post"]'))
  form.addEventListener('submit', () => setTimeout(() => {
    for (const button of form.querySelectorAll('button')) button.disabled = true;
  }));

// A class is worked out anew whenever a choice of its form changes. What cannot be worked out is not left standing.
for (const form of document.querySelectorAll('form[data-live]')) {
  const shown = document.getElementById(form.dataset.shows);
  let asked = 0;
  form.addEventListener('change', async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.live, { method: form.method, body: new URLSearchParams(new FormData(form)) });
      if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
      const text = await answer.text();
      if (mine === asked) shown.innerHTML = text;
    } catch {
      if (mine === asked) shown.textContent = form.dataset.lost;
    }
  });
}
// The field in the bar: a slash sets the cursor into it from everywhere but a field.
addEventListener('keydown', event => {
  const find = document.getElementById('find');
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !find
    || event.target.closest?.('input, textarea, select, [contenteditable]')) return;
  event.preventDefault();
  find.focus();
  find.select();
});

// A menu closes by Escape, and when something beside it is clicked.
const closeMenus = except => {
  for (const menu of document.querySelectorAll('.menu[open]')) if (menu !== except) menu.open = false;
};
addEventListener('click', event => closeMenus(event.target.closest('.menu')));
addEventListener('keydown', event => {
  const open = event.key === 'Escape' && document.activeElement?.closest('.menu[open]');
  if (!open) return;
  open.open = false;
  open.querySelector('summary').focus();
});

// On a narrow screen a row is drawn as a block, and the browser takes its being a row from it: it is given back by name.
const roles = { TABLE: 'table', THEAD: 'rowgroup', TBODY: 'rowgroup', TR: 'row', TD: 'cell' };
const nameTables = () => {
  for (const part of document.querySelectorAll('table, thead, tbody, tr, td, th'))
    if (!part.hasAttribute('role'))
      part.setAttribute('role', roles[part.tagName] ?? (part.closest('thead') ? 'columnheader' : 'rowheader'));
};
nameTables();
// A live page exchanges its main part.
new MutationObserver(nameTables).observe(document.body, { childList: true });
