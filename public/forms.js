// What is typed and not yet saved is kept by the browser tab while another form of the page is sent, or while its owner
// has to log in again; and leaving the page asks first. No password, no file and no hidden field is ever kept.

const KEPT = 'vigie typed';
const forms = () => [...document.querySelectorAll('main form[method="post"]')];
const keyOf = (form) =>
  `${form.getAttribute('action')} ${forms()
    .filter((one) => one.getAttribute('action') === form.getAttribute('action'))
    .indexOf(form)}`;
const fieldsOf = (form) =>
  [...form.elements].filter(
    ({ name, type, tagName }) =>
      name &&
      tagName !== 'BUTTON' &&
      tagName !== 'FIELDSET' &&
      !['hidden', 'password', 'file', 'submit'].includes(type),
  );

function isChanged(field) {
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  if (field.tagName !== 'SELECT') return field.value !== field.defaultValue;
  const options = [...field.options];
  // None is said to be chosen: the first is.
  const usual = options.some(({ defaultSelected }) => defaultSelected) ? null : options[0];
  return options.some((one) => one.selected !== (usual ? one === usual : one.defaultSelected));
}

const typedIn = (form) =>
  fieldsOf(form).flatMap((field, index) =>
    isChanged(field) ? [[index, field.name, field.type, field.checked ?? false, field.value]] : [],
  );

/** By the path of its page: where another form led elsewhere, it waits until its reader comes back. */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') ?? {};
  } catch {
    return {};
  }
}

function write(pages) {
  if (Object.keys(pages).length === 0) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, JSON.stringify(pages));
}

/** `sent`: the form that goes out now; it comes back only if whoever sent it has to log in first. */
function keep(sent) {
  const rows = (list) =>
    list.map((form) => [keyOf(form), typedIn(form)]).filter(([, typed]) => typed.length > 0);
  const others = rows(forms().filter((form) => form !== sent));
  const { [location.pathname]: _, ...pages } = read();
  const own = { others, sent: rows([sent]), isSent: true };
  write(others.length + own.sent.length > 0 ? { ...pages, [location.pathname]: own } : pages);
}

/** Puts back what was typed; true: something was. */
function putBack(rows) {
  let any = false;
  for (const [key, typed] of rows) {
    const form = forms().find((one) => keyOf(one) === key);
    const fields = form ? fieldsOf(form) : [];
    for (const [index, name, type, checked, value] of typed) {
      const field = fields[index];
      if (field?.name !== name || field.type !== type) continue;
      if (type === 'checkbox' || type === 'radio') field.checked = checked;
      else field.value = value;
      for (let fold = field.closest('details'); fold; fold = fold.parentElement?.closest('details'))
        fold.open = true;
      any = true;
    }
  }
  return any;
}

let leavingIsMeant = false;

const door = document.querySelector('[data-door]');
if (!door) {
  const all = read();
  // A form that was refused is answered under an address of its own, with the others beside it.
  const hasForms = ([, { isSent, others }]) =>
    isSent && forms().some((form) => others.some(([key]) => key === keyOf(form)));
  const path = all[location.pathname] ? location.pathname : Object.entries(all).find(hasForms)?.[0];
  const { [path]: kept, ...pages } = all;
  // The server shows again what it did not take; what it took comes back to nobody.
  const rows = kept ? [...kept.others, ...(kept.wasLost ? kept.sent : [])] : [];
  if (putBack(rows)) document.querySelector('[data-typed-kept]')?.removeAttribute('hidden');
  // What else was sent has arrived by now.
  const waiting = Object.entries(pages).filter(([, { others }]) => others.length > 0);
  write(Object.fromEntries(waiting.map(([path, { others }]) => [path, { others, sent: [] }])));
}
if (door?.dataset.door === 'lost')
  write(Object.fromEntries(Object.entries(read()).map(([path, kept]) => [path, { ...kept, wasLost: true }])));

document.addEventListener('submit', ({ target, defaultPrevented }) => {
  if (defaultPrevented || target.method !== 'post' || door) return;
  leavingIsMeant = true;
  // Whoever uses this browser next sees nothing of it.
  if (target.matches('.log-out')) write({});
  else keep(target);
});
document.addEventListener('htmx:beforeRequest', ({ target }) => {
  const form = target.closest?.('form[method="post"]');
  if (form) keep(form);
});
// Rows that were added or moved came back from the server, and are not saved.
document.addEventListener('htmx:afterSwap', ({ target }) => {
  const { [location.pathname]: _, ...pages } = read();
  write(pages);
  const form = target.matches?.('form') ? target : null;
  document.getElementById(form?.id ?? '')?.setAttribute('data-unsaved', '');
});
addEventListener('beforeunload', (event) => {
  const unsaved = forms().some(
    (form) =>
      form.hasAttribute('data-unsaved') ||
      (form.querySelector('textarea, [type="text"], [type="tel"], [type="email"]') &&
        typedIn(form).length > 0),
  );
  if (unsaved && !leavingIsMeant && !door) event.preventDefault();
});
// Back by the browser's own way: the page is as it was left.
addEventListener('pageshow', () => {
  leavingIsMeant = false;
});

/** A profile sets each kind; a kind chosen by itself makes it a choice of one's own. */
document.addEventListener('change', ({ target }) => {
  const form = target.closest?.('form.preferences');
  const own = form?.querySelector('#profile-own');
  if (!own) return;
  const kinds = [...form.querySelectorAll('select[data-normal]')];
  if (target.name === 'profile' && target !== own)
    for (const kind of kinds) kind.value = kind.dataset[target.value];
  if (target.name === 'profile' && target === own) form.querySelector('.kinds').open = true;
  if (kinds.includes(target)) own.checked = true;
});

/** One tap copies what is shown once. */
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const from = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(from.textContent);
      button.textContent = button.dataset.copied;
    } catch {
      getSelection().selectAllChildren(from);
    }
  });
}
