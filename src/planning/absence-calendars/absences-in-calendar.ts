import type { CalendarTrouble } from '../../domain/calendar-trouble.ts';
import type { Interval } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { busyPeriods } from './busy-periods.ts';
import { calendarEvents } from './calendar-events.ts';
import { type Block, blocksOf } from './content-lines.ts';
import { inOnePiece } from './in-one-piece.ts';
import type { LeftOut, SkippedCounts, SkipReason } from './left-out.ts';

/** What to read out of a calendar. */
export interface ReadingOrder extends Interval {
  /** On whose clocks whole days, and times without a zone, are read. */
  readonly timeZone: string;
}

export interface CalendarReading {
  /** In order, none touching another. */
  readonly absences: readonly Interval[];
  /** Events in the time asked for that are no absence, and those that could not be understood. */
  readonly skipped: SkippedCounts;
  /** The first of those that could not be understood. */
  readonly leftOut: readonly LeftOut[];
}

/** More than anybody's calendar of absences has, and few enough for a database. */
const MOST_ABSENCES = 5_000;
/** As many as somebody may want to look up in their calendar. */
const MOST_NAMED = 20;

/**
 * When somebody is away, by an iCalendar text: every event that is neither cancelled nor marked as free, with its
 * repetitions, and every busy period, as far as it lies in the interval or reaches into it. Hostile text may take long,
 * or for ever: read it where that hurts nobody.
 */
export function absencesInCalendar(
  text: string,
  order: ReadingOrder,
): Result<CalendarReading, CalendarTrouble> {
  const calendars = blocksOf(text);
  if (calendars === null || calendars.length === 0 || calendars.some(({ name }) => name !== 'VCALENDAR'))
    return fail({ code: 'no-calendar' });
  const tally = new Tally();
  for (const calendar of calendars) readInto(tally, calendar, order);
  const absences = inOnePiece(tally.absences);
  if (absences.length > MOST_ABSENCES) return fail({ code: 'too-many-absences', most: MOST_ABSENCES });
  return ok({ absences, skipped: tally.skipped, leftOut: tally.leftOut });
}

function readInto(tally: Tally, calendar: Block, order: ReadingOrder): void {
  const isCalledOff = calendar.lines.some(
    ({ name, value }) => name === 'METHOD' && value.trim().toUpperCase() === 'CANCEL',
  );
  for (const found of calendarEvents(calendar, order)) {
    if (!found.ok) {
      tally.leave(found.error);
      continue;
    }
    const { startAt, endAt, event, skipped } = found.value;
    const interval = { startAt, endAt };
    if (!reachesInto(interval, order)) continue;
    const why = isCalledOff ? 'cancelled' : skipped;
    if (why !== null) tally.skip(why, event);
    else if (interval.startAt === interval.endAt) tally.skip('lasts-no-time', event);
    else tally.absences.push(interval);
  }
  for (const { interval, isFree } of busyPeriods(calendar, order.timeZone)) {
    if (!reachesInto(interval, order)) continue;
    if (isFree) tally.skip('free', interval);
    else tally.absences.push(interval);
  }
}

function reachesInto({ startAt, endAt }: Interval, order: Interval): boolean {
  return startAt < order.endAt && (endAt > order.startAt || (startAt === endAt && startAt === order.startAt));
}

/** What was found, each event counted once however often it repeats. */
class Tally {
  readonly absences: Interval[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly skipped: SkippedCounts = {};
  readonly #seen = new Set<object>();

  leave(event: LeftOut): void {
    if (this.leftOut.length < MOST_NAMED) this.leftOut.push(event);
    this.#count(event.reason);
  }

  skip(reason: SkipReason, event: object): void {
    if (this.#seen.has(event)) return;
    this.#seen.add(event);
    this.#count(reason);
  }

  #count(reason: SkipReason): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }
}
