// The little that these pages do by themselves. Without it they still work: a page shows what was so when it was made.

/** The live part: what the server sends is the part made anew, everything in it escaped. */
for (const region of document.querySelectorAll('[data-live]')) {
  const lost = document.querySelector('[data-live-lost]');
  const told = document.querySelector('[data-live-told]');
  const source = new EventSource(region.dataset.live);
  source.addEventListener('open', () => {
    lost.hidden = true;
  });
  source.addEventListener('error', () => {
    lost.hidden = false;
    // Refused for good: the session has ended, and the page says where to log in.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 30_000);
  });
  source.addEventListener('live', ({ data }) => {
    const focused = region.contains(document.activeElement)
      ? document.activeElement.getAttribute('href')
      : null;
    region.innerHTML = data;
    if (focused) region.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
    const words = region.querySelector('[data-told]')?.dataset.told ?? '';
    if (told.textContent !== words) told.textContent = words;
    tick();
  });
}

/** How long a call has lasted, and what time it is. */
function tick() {
  const now = Date.now();
  for (const time of document.querySelectorAll('[data-since]')) {
    const seconds = Math.max(0, Math.round((now - Number(time.dataset.since)) / 1000));
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const two = (number) => String(number).padStart(2, '0');
    // As the server writes lengths of time.
    if (hours > 0) time.textContent = `${hours} h ${two(minutes)} min`;
    else time.textContent = minutes > 0 ? `${minutes} min ${two(seconds % 60)} s` : `${seconds} s`;
  }
  for (const clock of document.querySelectorAll('[data-clock]'))
    clock.textContent = new Date(now).toLocaleTimeString(document.documentElement.lang, {
      hour: '2-digit',
      minute: '2-digit',
      // As everywhere else, in English too.
      hourCycle: 'h23',
      timeZone: clock.dataset.clock,
    });
}
tick();
setInterval(tick, 1000);

/** What was done is told once: a reload, a bookmark or the way back says it no more. */
const shown = new URL(location.href);
if (shown.searchParams.has('done')) {
  shown.searchParams.delete('done');
  shown.searchParams.delete('undo');
  shown.searchParams.delete('warned');
  history.replaceState(history.state, '', shown);
}

/** What is made anew by itself leaves open what its reader had opened. */
let opened = [];
document.addEventListener('htmx:beforeSwap', ({ target }) => {
  opened = [...target.querySelectorAll('details[id][open]')].map(({ id }) => id);
});
document.addEventListener('htmx:afterSwap', () => {
  for (const id of opened) document.getElementById(id)?.setAttribute('open', '');
});

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

/** A planning on a telephone opens at today. */
if (matchMedia('(max-width: 760px)').matches && !location.hash)
  document.querySelector('.agenda-day.is-today')?.scrollIntoView();

/** After a form was refused, reading goes on where it says so. */
document.querySelector('[data-focus]')?.focus();

/** `/` and Ctrl K (⌘ K) lead to the search, from wherever nothing is being typed. */
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const letter = event.key === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  const link = document.querySelector('[data-search-link]');
  if (!(slash || letter) || !link) return;
  event.preventDefault();
  const field = document.querySelector('[data-search]');
  if (field) field.select();
  else location.assign(link.href);
});
