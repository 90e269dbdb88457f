// The calendar of the planning. It draws what the page brought, and sends what is dragged as a form: the page that
// comes back is the planning as it is then, put in the place of this one. Everything can be done without it too.

const EXACT_HOURS = 8;

/** On a telephone there is none; drawn unseen, its bars would stand in one another's way when the window is widened. */
function showOnceSeen(place) {
  new ResizeObserver((_, observer) => {
    if (place.clientWidth === 0) return;
    observer.disconnect();
    showCalendar();
  }).observe(place);
}

function showCalendar() {
  const place = document.querySelector('[data-calendar]');
  const form = document.querySelector('[data-drop-form]');
  if (!place || !window.EventCalendar) return;
  // An empty one is not shown in any case.
  place.textContent = '\u00A0';
  if (place.clientWidth === 0) {
    showOnceSeen(place);
    return;
  }
  place.textContent = '';
  // For eyes and mice: its own roles make no whole grid, and the list below says and does the same for everybody else.
  place.setAttribute('aria-hidden', 'true');
  const given = JSON.parse(document.querySelector('[data-calendar-data]').textContent);
  const isTimeline = given.view.startsWith('resource');
  // Bars are measured by the width of a day, and the calendar writes their styles anew when that is another, some time
  // after it was.
  new ResizeObserver(uncut).observe(place);
  const restyled = new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.classList.contains('ec-event'))) fitBars();
  });
  restyled.observe(place, { subtree: true, attributeFilter: ['style'] });
  const calendar = window.EventCalendar.create(place, {
    view: given.view,
    date: given.date,
    locale: given.locale,
    // Today and the line of now are those of the schedule's clocks, wherever the browser is.
    timeZone: given.offset,
    highlightedDates: Object.keys(given.holidays),
    firstDay: 1,
    height: given.view === 'timeGridWeek' ? '640px' : 'auto',
    headerToolbar: { start: '', center: '', end: '' },
    ...(isTimeline ? { duration: { days: given.days }, slotDuration: { days: 1 }, columnWidth: '64px' } : {}),
    scrollTime: '07:00:00',
    allDaySlot: false,
    dayMaxEvents: false,
    nowIndicator: true,
    customScrollbars: false,
    resources: isTimeline ? given.resources : [],
    events: given.events.map((event, index) => ({
      id: String(index),
      start: event.start,
      end: event.end,
      title: event.title,
      resourceIds: [event.resourceId],
      startEditable: event.movable === true || (event.turn === true && form?.dataset.replace !== undefined),
      durationEditable: event.movable === true,
      classNames: [
        `kind-${event.kind}`,
        ...(event.hue ? [`hue-${event.hue}`] : []),
        ...(event.movable ? ['is-movable'] : []),
      ],
      extendedProps: event,
    })),
    editable: form !== null,
    resourceLabelContent: ({ resource }) => ({
      domNodes: [...mark(resource.extendedProps), document.createTextNode(resource.title)],
    }),
    eventContent: ({ event }) => {
      const name = document.createElement('span');
      name.className = 'ev-name';
      name.textContent = event.title;
      const time = document.createElement('span');
      time.className = 'ev-time';
      time.textContent = event.extendedProps.hours;
      const { hue, initials } = event.extendedProps;
      return { domNodes: [...mark({ colour: hue, initials }), name, time] };
    },
    eventDidMount: ({ el, event }) => {
      const { why, hours, path } = event.extendedProps;
      el.setAttribute('title', `${event.title} · ${hours} · ${why}`);
      el.classList.toggle('is-open', path !== undefined);
      el.tabIndex = -1;
      el.dataset.index = event.id;
    },
    eventClick: ({ event }) => {
      const { path } = event.extendedProps;
      if (!path) return;
      const joint = path.includes('?') ? '&' : '?';
      const back = form?.elements.back?.value;
      location.assign(
        back && path.includes('/duty') ? `${path}${joint}back=${encodeURIComponent(back)}` : path,
      );
    },
    eventDrop: ({ event, newResource, revert, jsEvent }) =>
      event.extendedProps.turn && !isTimeline
        ? giveTurn(event, jsEvent, revert)
        : move(event, newResource?.id ?? null, revert),
    eventResize: ({ event, revert }) => move(event, null, revert),
    eventAllUpdated: fitBars,
    ...(given.view === 'dayGridMonth'
      ? { dayCellContent: ({ date }) => withHoliday(String(date.getDate()), date) }
      : {}),
    ...(given.view === 'timeGridWeek'
      ? {
          dayHeaderFormat: (date) => {
            const day = { weekday: 'short', day: 'numeric', month: 'short' };
            return withHoliday(date.toLocaleDateString(given.locale, day), date);
          },
        }
      : {}),
  });

  /** What stands at a day, with the name of its holiday. */
  function withHoliday(text, date) {
    const named = given.holidays[local(date).slice(0, 10)];
    if (!named) return text;
    const name = document.createElement('small');
    name.className = 'ev-holiday';
    name.textContent = named;
    return { domNodes: [document.createTextNode(`${text} `), name] };
  }

  function fitBars() {
    if (given.view === 'timeGridWeek') return;
    if (given.view === 'dayGridMonth') cutToHours();
    // What this wrote itself is no reason to do it again.
    restyled.takeRecords();
    requestAnimationFrame(letNamesOut);
  }

  /** Gives the bars the whole of their days back, by which the calendar is about to stack them. */
  function uncut() {
    for (const { style } of place.querySelectorAll('.ec-event'))
      Object.assign(style, { marginInlineStart: '', maxInlineSize: '' });
    restyled.takeRecords();
    requestAnimationFrame(() => requestAnimationFrame(fitBars));
  }

  /** A bar of the month begins and ends at its hours, and is not as long as the days that it touches. */
  function cutToHours() {
    const cell = place.querySelector('.ec-day')?.getBoundingClientRect();
    if (!cell) return;
    const partOf = (local) => (Number(local.slice(11, 13)) + Number(local.slice(14, 16)) / 60) / 24;
    const pieces = Map.groupBy(place.querySelectorAll('.ec-event'), ({ dataset }) => dataset.index);
    for (const [index, own] of pieces) {
      const { start, end } = given.events[Number(index)];
      const begins = start.slice(0, 10) >= given.shownFrom;
      const ends = end.slice(0, 10) <= given.shownTo && partOf(end) > 0;
      for (const [piece, bar] of own.entries()) {
        const lead = begins && piece === 0 ? partOf(start) : 0;
        const cut = ends && piece === own.length - 1 ? 1 - partOf(end) : 0;
        if (lead > 0) bar.style.marginInlineStart = `${Math.round(lead * cell.width)}px`;
        bar.style.maxInlineSize = `calc(100% - ${Math.round((lead + cut) * cell.width)}px)`;
      }
    }
  }

  /**
   * A name that is longer than its bar goes on beside it, as far as nothing else stands there: before the bar where
   * there is no room after it. Hours are left out where they do not fitBars.
   */
  function letNamesOut() {
    const boxed = [...place.querySelectorAll('.ec-event')].map((bar) => ({
      bar,
      left: sides(bar).left,
      top: sides(bar).top,
      taken: sides(bar).right,
    }));
    for (const row of Map.groupBy(boxed, ({ top }) => Math.round(top)).values()) {
      row.sort((one, other) => one.left - other.left);
      for (const [index, { bar, left }] of row.entries()) {
        const [body, edge] = [bar.querySelector('.ec-event-body'), sides(bar.parentElement)];
        const [name, time] = ['.ev-name', '.ev-time'].map((part) => body?.querySelector(part));
        if (!name || !time) continue;
        body.removeAttribute('style');
        time.hidden = false;
        const [inner, written] = [sides(body), sides(name).right - sides(body).left];
        time.hidden = sides(time).right > inner.right;
        if (written <= inner.right - inner.left) continue;
        const after = (row[index + 1]?.left ?? edge.right) - inner.left;
        const before = inner.left - (row[index - 1]?.taken ?? edge.left);
        const shift = Math.max(0, Math.min(written - after, before));
        const width = Math.min(written, after + shift);
        Object.assign(body.style, {
          flex: 'none',
          inlineSize: `${width}px`,
          marginInlineStart: `${-shift}px`,
        });
        row[index].taken = Math.max(sides(bar).right, left - shift + width);
      }
    }
  }

  function sides(element) {
    return element.getBoundingClientRect();
  }

  /** Initials on the person's colour; none for nobody. */
  function mark({ colour, initials }) {
    if (!initials) return [];
    const badge = document.createElement('span');
    badge.className = `mark hue-${colour}`;
    badge.textContent = initials;
    return [badge];
  }

  /** `YYYY-MM-DDTHH:mm` of a date of the calendar, which has no zone: it is the schedule's. */
  function local(date) {
    const two = (number) => String(number).padStart(2, '0');
    const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
  }

  function move(event, personId, revert) {
    const { extendedProps: was } = event;
    if (personId === '-') return revert();
    if (was.turn) {
      // A turn keeps its time: only whose it is changes.
      if (personId === null || personId === was.resourceId) return revert();
      return send(form.dataset.replace, {
        replaces: was.resourceId,
        fromAt: was.startAt,
        toAt: was.endAt,
        person: personId,
        span: 'whole',
      });
    }
    send(form.dataset.move, {
      oldPerson: was.resourceId,
      oldStart: was.startAt,
      oldEnd: was.endAt,
      person: personId ?? was.resourceId,
      start: local(event.start),
      end: local(event.end),
    });
  }

  /** A turn that is dropped on another: its person stands in for whoever has that one, or for nobody in a gap. */
  function giveTurn({ extendedProps: { resourceId: person, start } }, { clientX, clientY }, revert) {
    const under = calendar.dateFromPoint(clientX, clientY);
    if (!under) return revert();
    const day = local(under.date);
    const at =
      given.view === 'dayGridMonth' ? `${day.slice(0, 10)} ${start.slice(11)}` : day.replace('T', ' ');
    const there = given.events.find((one) => one.kind !== 'absence' && one.start <= at && at < one.end);
    if (!there || there.resourceId === person) return revert();
    if (there.kind === 'gap')
      return send(form.action, {
        person,
        start: there.start.replace(' ', 'T'),
        end: there.end.replace(' ', 'T'),
      });
    const { resourceId: replaces, startAt: fromAt, endAt: toAt } = there;
    send(form.dataset.replace, { replaces, fromAt, toAt, person, span: 'whole' });
  }

  /** Sent as the form that it is; the planning that is answered takes this one's place, where its reader is. */
  async function send(action, values) {
    const body = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries(values)) body.set(name, String(value));
    place.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(action, { method: 'POST', body });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const main = page.querySelector('main');
      if (!main?.querySelector('[data-calendar]')) throw new Error('another page');
      takePlace(main, answer.url);
    } catch {
      // Without an answer, or with another page (to log in, say why not): as if there were no script.
      const plain = form.cloneNode();
      plain.action = action;
      for (const [name, value] of body)
        plain.append(Object.assign(document.createElement('input'), { name, value, type: 'hidden' }));
      document.body.append(plain);
      plain.submit();
    }
  }

  function takePlace(main, url) {
    const scroller = () => document.querySelector('.ec-main');
    const [top, within] = [scrollY, scroller()?.scrollTop ?? 0];
    calendar.destroy?.();
    document.querySelector('main').replaceChildren(...main.childNodes);
    window.htmx?.process(document.querySelector('main'));
    const shown = new URL(url);
    shown.searchParams.delete('done');
    shown.searchParams.delete('undo');
    shown.searchParams.delete('warned');
    history.replaceState(null, '', shown);
    showCalendar();
    scrollTo(0, top);
    if (scroller()) scroller().scrollTop = within;
  }

  function planByForm(personId) {
    const { person, template, day, start } = document.querySelector('#add form').elements;
    person.value = personId;
    if (template) template.value = form.elements.dropTemplate.value;
    const next = template?.value ? day : start;
    next.focus({ focusVisible: true });
  }

  for (const chip of document.querySelectorAll('.chip')) {
    chip.addEventListener('dragstart', (drag) => {
      drag.dataTransfer.setData('text/plain', chip.dataset.person);
      drag.dataTransfer.effectAllowed = 'copy';
      place.classList.add('is-target');
    });
    chip.addEventListener('dragend', () => place.classList.remove('is-target'));
    // Who presses a name instead of dragging it goes on in the form, with that name and period.
    chip.role = 'button';
    chip.tabIndex = 0;
    chip.addEventListener('click', () => planByForm(chip.dataset.person));
    chip.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      planByForm(chip.dataset.person);
    });
  }
  if (form) {
    // The period that was chosen holds for the next drop too.
    const PERIOD = 'vigie period';
    const period = form.elements.dropTemplate;
    const chosen = sessionStorage.getItem(PERIOD);
    if ([...period.options].some(({ value }) => value === chosen)) period.value = chosen;
    period.addEventListener('change', () => sessionStorage.setItem(PERIOD, period.value));
    form.querySelector('[data-chip-filter]')?.addEventListener('input', ({ target }) => {
      for (const chip of target.closest('details').querySelectorAll('.chip'))
        chip.parentElement.hidden = !chip.textContent
          .toLowerCase()
          .includes(target.value.trim().toLowerCase());
    });
    let marked = null;
    const unmark = () => {
      marked?.classList.remove('is-under');
      marked = null;
    };
    place.addEventListener('dragover', (drag) => {
      drag.preventDefault();
      const day = drag.target.closest?.('.ec-day');
      if (day === marked) return;
      unmark();
      marked = day ?? null;
      marked?.classList.add('is-under');
    });
    place.addEventListener('dragleave', unmark);
    place.addEventListener('drop', (drag) => {
      drag.preventDefault();
      unmark();
      const under = calendar.dateFromPoint(drag.clientX, drag.clientY);
      const person = drag.dataTransfer.getData('text/plain');
      if (!under || !person) return;
      const template = form.elements.dropTemplate.value;
      if (template !== '')
        return send(form.action, { person, template, day: local(under.date).slice(0, 10) });
      const end = new Date(under.date.getTime() + EXACT_HOURS * 3_600_000);
      send(form.action, { person, start: local(under.date), end: local(end) });
    });
  }
}

showCalendar();
