import type { Person } from '../../domain/person.ts';
import type { LocalDate } from '../../domain/schedule/calendar.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { Instant } from '../../runtime/instant.ts';
import { readWallTime } from '../../words/phrase-kinds.ts';
import { phrasesIn } from '../../words/phrases.ts';
import { markOf, type PersonMark } from '../people/person-mark.ts';
import type { RequestContext } from '../request-context.ts';
import type { Range } from './range.ts';
import type { Shown } from './shown.ts';

/** What the calendar in the page is made from; it stands in the page as a block of data. */
export interface CalendarData {
  readonly view: string;
  readonly date: LocalDate;
  /** How many the view shows, from the first to the last. */
  readonly days: number;
  readonly shownFrom: LocalDate;
  readonly shownTo: LocalDate;
  readonly locale: string;
  /** Of the page's clocks at this moment, `+01:00`: today and the line of now are theirs. */
  readonly offset: string;
  /** Holidays of the schedule that have a name, by their day. */
  readonly holidays: Readonly<Record<LocalDate, string>>;
  readonly events: readonly CalendarEvent[];
  readonly resources: readonly {
    readonly id: string;
    readonly title: string;
    readonly extendedProps: Partial<PersonMark>;
  }[];
  readonly words: { readonly help: string; readonly more: string };
}

export interface CalendarEvent {
  readonly start: string;
  readonly end: string;
  readonly title: string;
  readonly resourceId: string;
  readonly kind: string;
  /** Of the person; empty: nobody's. */
  readonly hue: string;
  readonly initials: string;
  /** Where it is changed. */
  readonly path?: string;
  readonly movable?: true;
  /** A turn of a rotation: given to somebody else, they stand in for it. */
  readonly turn?: true;
  readonly startAt: number;
  readonly endAt: number;
  /** Its hours, as the reader's language writes them. */
  readonly hours: string;
  readonly why: string;
}

/** The row for what nobody covers. */
const NOBODY = '-';
const VIEWS = { month: 'dayGridMonth', week: 'timeGridWeek', people: 'resourceTimelineMonth' } as const;

export function calendarOf(
  context: RequestContext,
  {
    range,
    blocks,
    people,
    names,
    timeZone,
    holidays,
  }: {
    readonly range: Range;
    readonly blocks: readonly Shown[];
    readonly people: ReadonlyMap<string, Person>;
    readonly names: ReadonlyMap<string, string>;
    readonly timeZone: string;
    readonly holidays: ReadonlyMap<LocalDate, string>;
  },
): CalendarData {
  const { t, language, now } = context;
  const several = new Set(blocks.map(({ scheduleId }) => scheduleId)).size > 1;
  const marks = t.planning.marks;
  const { clock } = phrasesIn(language);
  const present = new Set(blocks.flatMap(({ personId }) => personId ?? []));
  return {
    view: VIEWS[range.view],
    date: range.view === 'month' ? range.on : range.first,
    days: range.days.length,
    shownFrom: range.first,
    shownTo: range.days.at(-1) ?? range.first,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    offset: offsetOf(now, timeZone),
    holidays: Object.fromEntries(holidays),
    resources: [
      ...(blocks.some(({ kind }) => kind === 'gap')
        ? [{ id: NOBODY, title: t.planning.nobody, extendedProps: {} }]
        : []),
      ...[...people.values()]
        .filter(({ id }) => present.has(id))
        .toSorted((a, b) => a.name.localeCompare(b.name, language))
        .map((person) => ({ id: person.id, title: person.name, extendedProps: markOf(person) })),
    ],
    events: blocks.map((block) => ({
      start: block.start,
      end: block.end,
      title: [
        marks[block.kind],
        block.name,
        ...(several && block.kind !== 'absence' ? [`· ${names.get(block.scheduleId) ?? ''}`] : []),
      ]
        .filter((part) => part !== '')
        .join(' '),
      resourceId: block.personId ?? NOBODY,
      kind: block.kind,
      hue: block.mark?.colour ?? '',
      initials: block.mark?.initials ?? '',
      ...(block.path === null ? {} : { path: block.path }),
      ...(block.movable ? { movable: true } : {}),
      ...(!block.movable && block.kind === 'rotation' && block.path !== null ? { turn: true } : {}),
      startAt: block.startAt,
      endAt: block.endAt,
      hours: `${clock(readWallTime(block.start))} – ${clock(readWallTime(block.end))}`,
      why: block.why,
    })),
    words: { help: t.planning.calendarHelp, more: t.planning.more },
  };
}

/** `+01:00`, which is how far the clocks of a zone are ahead at an instant. */
function offsetOf(at: Instant, timeZone: string): string {
  const shown = Date.parse(`${localOf(at, timeZone).slice(0, 16).replace(' ', 'T')}Z`);
  const minutes = Math.round((shown - Math.floor(at / 60_000) * 60_000) / 60_000);
  const two = (number: number) => String(number).padStart(2, '0');
  const ahead = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}
