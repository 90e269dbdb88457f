// The calendar of the planning. It draws what the page brought, and sends what is dragged as a form: the page that
// comes back is the planning as it is then. Everything can be done without it too.

const place = document.querySelector('[data-calendar]');
const form = document.querySelector('[data-drop-form]');
const EXACT_HOURS = 8;

if (place && window.EventCalendar) {
  // For eyes and mice: its own roles make no whole grid, and the list below says and does the same for everybody else.
  place.setAttribute('aria-hidden', 'true');
  const given = JSON.parse(document.querySelector('[data-calendar-data]').textContent);
  const isTimeline = given.view.startsWith('resource');
  const calendar = window.EventCalendar.create(place, {
    view: given.view,
    date: given.date,
    locale: given.locale,
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
      startEditable:
        event.movable === true || (event.turn === true && isTimeline && form?.dataset.replace !== undefined),
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
      time.textContent = `${event.extendedProps.start.slice(11)}–${event.extendedProps.end.slice(11)}`;
      const { hue, initials } = event.extendedProps;
      return { domNodes: [...mark({ colour: hue, initials }), name, time] };
    },
    eventDidMount: ({ el, event }) => {
      const { why, start, end, path } = event.extendedProps;
      el.setAttribute('title', `${event.title} · ${start} – ${end} · ${why}`);
      el.classList.toggle('is-open', path !== undefined);
      el.tabIndex = -1;
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
    eventDrop: ({ event, newResource, revert }) => move(event, newResource?.id ?? null, revert),
    eventResize: ({ event, revert }) => move(event, null, revert),
  });

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

  function send(action, values) {
    form.action = action;
    for (const [name, value] of Object.entries(values)) {
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = name;
      field.value = value;
      form.append(field);
    }
    form.submit();
  }

  for (const chip of document.querySelectorAll('.chip')) {
    chip.addEventListener('dragstart', (drag) => {
      drag.dataTransfer.setData('text/plain', chip.dataset.person);
      drag.dataTransfer.effectAllowed = 'copy';
      place.classList.add('is-target');
    });
    chip.addEventListener('dragend', () => place.classList.remove('is-target'));
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
        chip.hidden = !chip.textContent.toLowerCase().includes(target.value.trim().toLowerCase());
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
