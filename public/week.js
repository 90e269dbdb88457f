// A week to paint, beside the lines that say the same. The lines are what is sent, and what keyboards and readers use.

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const SLOTS = 48;
const WEEK = 7 * SLOTS;

/** A time of day as half an hour of the day: 08:30 is 17. */
function slotOf(time) {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 2 + Math.round(minutes / 30);
}

function timeOf(slot) {
  const inDay = slot % SLOTS;
  return `${String(Math.floor(inDay / 2)).padStart(2, '0')}:${inDay % 2 === 0 ? '00' : '30'}`;
}

/** Which half hours of the week the lines say. */
function painted(hours) {
  const cells = new Array(WEEK).fill(false);
  for (const line of hours.querySelectorAll('.hours-lines > li')) {
    const [from, to] = [...line.querySelectorAll('input[type=time]')].map(({ value }) => value);
    if (!from || !to) continue;
    const until = DAYS.indexOf(line.querySelector('select').value);
    for (const box of line.querySelectorAll('input[type=checkbox]:checked')) {
      const first = DAYS.indexOf(box.value.split('-')[1]) * SLOTS + slotOf(from);
      const end =
        until >= 0 ? until * SLOTS + slotOf(to) : first - slotOf(from) + slotOf(to) + (to > from ? 0 : SLOTS);
      for (let cell = first; cell < (end > first ? end : end + WEEK); cell++) cells[cell % WEEK] = true;
    }
  }
  return cells;
}

/** The lines that say the cells: a stretch of a day each, days of the same hours together; nights run into the morning. */
function linesOf(cells) {
  const stretches = [];
  const first = cells.findIndex((on, cell) => on && !cells[(cell + WEEK - 1) % WEEK]);
  if (first < 0) return cells[0] ? [{ days: DAYS, from: '00:00', to: '00:00' }] : [];
  for (let offset = 0; offset < WEEK; ) {
    const start = (first + offset) % WEEK;
    if (!cells[start]) {
      offset += 1;
      continue;
    }
    let length = 0;
    while (length < WEEK && cells[(start + length) % WEEK]) length += 1;
    // What is longer than a day is said day by day.
    for (let done = 0; done < length; ) {
      const at = (start + done) % WEEK;
      const step = length - done < SLOTS ? length - done : SLOTS - (at % SLOTS);
      stretches.push({ day: Math.floor(at / SLOTS), from: timeOf(at), to: timeOf(at + step) });
      done += step;
    }
    offset += length;
  }
  const lines = new Map();
  for (const { day, from, to } of stretches.toSorted((a, b) => a.day - b.day)) {
    const line = lines.get(`${from}-${to}`) ?? { days: [], from, to };
    line.days.push(DAYS[day]);
    lines.set(`${from}-${to}`, line);
  }
  return [...lines.values()];
}

/** The lines made anew from the week; each is a copy of a line as the server made it. */
function write(hours, cells) {
  const list = hours.querySelector('.hours-lines');
  const model = hours.model.cloneNode(true);
  list.replaceChildren(
    ...linesOf(cells).map(({ days, from, to }) => {
      const line = model.cloneNode(true);
      for (const box of line.querySelectorAll('input[type=checkbox]'))
        box.checked = days.includes(box.value.split('-')[1]);
      const [first, last] = line.querySelectorAll('input[type=time]');
      first.value = from;
      last.value = to;
      line.querySelector('select').value = '';
      return line;
    }),
  );
  hours.querySelector('.hours-none').hidden = list.children.length > 0;
  renumber(hours.closest('form'), hours.dataset.hours);
  list.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Lines count through the whole form. */
function renumber(form, prefix) {
  for (const [place, line] of form.querySelectorAll(`[data-hours="${prefix}"] .hours-lines > li`).entries()) {
    for (const box of line.querySelectorAll('input[type=checkbox]'))
      box.value = `${place}-${box.value.split('-')[1]}`;
    for (const part of line.querySelectorAll('[id], [for]'))
      for (const name of ['id', 'for'])
        if (part.hasAttribute(name))
          part.setAttribute(name, part.getAttribute(name).replace(/-line-\d+-/, `-line-${place}-`));
    const remove = line.querySelector('button');
    remove.value = remove.value.replace(/\d+$/, String(place));
    htmx.process(remove);
  }
}

function show(grid, cells) {
  for (const [cell, element] of grid.querySelectorAll('i').entries())
    element.classList.toggle('filled', cells[cell]);
}

function makeGrid(hours) {
  const line = hours.querySelector('.hours-lines > li');
  if (!line || hours.model) return;
  hours.model = line.cloneNode(true);
  const names = hours.dataset.days.split(',');
  const details = document.createElement('details');
  details.className = 'week';
  const rows = names
    .map((name) => `<div class="week-day"><span>${name.slice(0, 3)}</span>${'<i></i>'.repeat(SLOTS)}</div>`)
    .join('');
  const ruler = [0, 6, 12, 18, 24].map((hour) => `<span>${hour}</span>`).join('');
  details.innerHTML = `<summary></summary><div class="week-grid" aria-hidden="true"><div class="week-ruler">${ruler}</div>${rows}</div><p class="hint"></p>`;
  details.querySelector('summary').textContent = hours.dataset.paint;
  details.querySelector('.hint').textContent = hours.dataset.paintHint;
  hours.append(details);
  const grid = details.querySelector('.week-grid');
  const elements = [...grid.querySelectorAll('i')];
  show(grid, painted(hours));
  hours.querySelector('.hours-lines').addEventListener('change', () => show(grid, painted(hours)));
  let stroke = null;
  const brush = ({ clientX, clientY }) => {
    const cell = elements.indexOf(document.elementFromPoint(clientX, clientY));
    if (cell < 0) return;
    // A rectangle from where it began, over days and hours.
    const [d1, d2] = [Math.floor(stroke.first / SLOTS), Math.floor(cell / SLOTS)];
    const [h1, h2] = [stroke.first % SLOTS, cell % SLOTS];
    stroke.cells = stroke.before.map((on, at) => {
      const [day, slot] = [Math.floor(at / SLOTS), at % SLOTS];
      const inside =
        day >= Math.min(d1, d2) &&
        day <= Math.max(d1, d2) &&
        slot >= Math.min(h1, h2) &&
        slot <= Math.max(h1, h2);
      return inside ? stroke.fills : on;
    });
    show(grid, stroke.cells);
  };
  grid.addEventListener('pointerdown', (event) => {
    const first = elements.indexOf(event.target);
    if (first < 0) return;
    event.preventDefault();
    const before = painted(hours);
    stroke = { first, before, fills: !before[first], cells: before };
    grid.setPointerCapture(event.pointerId);
    brush(event);
  });
  grid.addEventListener('pointermove', (event) => stroke && brush(event));
  grid.addEventListener('pointerup', () => {
    if (stroke) write(hours, stroke.cells);
    stroke = null;
  });
  grid.addEventListener('pointercancel', () => {
    stroke = null;
    show(grid, painted(hours));
  });
}

function makeGrids() {
  for (const hours of document.querySelectorAll('[data-hours]')) makeGrid(hours);
}
makeGrids();
document.addEventListener('htmx:afterSettle', makeGrids);
