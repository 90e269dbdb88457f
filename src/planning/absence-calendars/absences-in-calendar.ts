import ICAL from 'ical.js';
import type { Instant, Interval } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { calendarEvents, type Occurrence } from './calendar-events.ts';
import { instantOfTime, nameMissingZones } from './ical-zones.ts';
import { inOnePiece } from './in-one-piece.ts';

/** What to read out of a calendar. */
export interface ReadingOrder extends Interval {
  /** On whose clocks whole days, and times without a zone, are read. */
  readonly timeZone: string;
}

export interface CalendarReading {
  /** In order, none touching another. */
  readonly absences: readonly Interval[];
  /** Events that could not be understood, in words. */
  readonly leftOut: readonly string[];
}

/** More than anybody's calendar of absences has, and few enough for a database. */
const MOST_ABSENCES = 5_000;

/**
 * When somebody is away, by an iCalendar text: every event that is neither cancelled nor marked as free, with its
 * repetitions, as far as it lies in the interval or reaches into it. Hostile text may take long, or for ever: read it
 * where that hurts nobody.
 */
export function absencesInCalendar(text: string, order: ReadingOrder): Result<CalendarReading, string> {
  const calendars = parse(text);
  if (!calendars.ok) return calendars;
  const absences: Interval[] = [];
  const leftOut: string[] = [];
  for (const calendar of calendars.value) {
    nameMissingZones(calendar);
    for (const event of calendarEvents(
      calendar,
      (start) => instantOfTime(start, order.timeZone) < order.endAt,
    )) {
      if (!event.ok) leftOut.push(event.error);
      else absences.push(...intervalOf(event.value, order));
    }
  }
  const merged = inOnePiece(absences);
  if (merged.length > MOST_ABSENCES) return fail(`it has more than ${MOST_ABSENCES} absences`);
  return ok({ absences: merged, leftOut });
}

function parse(text: string): Result<readonly ICAL.Component[], string> {
  try {
    // The types know of one calendar in a text only; several come as a list of them.
    const parsed = ICAL.parse(text) as unknown[];
    const all = typeof parsed[0] === 'string' ? [parsed] : parsed;
    const calendars = all.map(
      (one) => new ICAL.Component(one as ConstructorParameters<typeof ICAL.Component>[0]),
    );
    if (calendars.length > 0 && calendars.every(({ name }) => name === 'vcalendar')) return ok(calendars);
    return fail('it is no calendar');
  } catch (error) {
    // The library throws plain errors for whatever it cannot read.
    const why = error instanceof Error ? error.message : String(error);
    return fail(`it is no calendar: ${why.slice(0, 200)}`);
  }
}

function intervalOf({ start, end }: Occurrence, order: ReadingOrder): readonly Interval[] {
  const [startAt, endAt]: [Instant, Instant] = [
    instantOfTime(start, order.timeZone),
    instantOfTime(end, order.timeZone),
  ];
  return startAt < endAt && startAt < order.endAt && endAt > order.startAt ? [{ startAt, endAt }] : [];
}
