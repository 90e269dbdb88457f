import ICAL from 'ical.js';
import type { Instant, Interval } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { alignSeries } from './align-series.ts';
import type { Block } from './content-lines.ts';
import { addZones, instantOfTime, isZoneKnown } from './ical-zones.ts';
import type { LeftOut } from './left-out.ts';
import { strictEvent } from './strict-event.ts';

/** One time at which an event takes place. */
export interface Occurrence extends Interval {
  /** What says it: a series, or the exception that stands in for one of its occurrences. */
  readonly event: ICAL.Component;
  /** Why it takes up nobody's time; null: it does. */
  readonly skipped: 'free' | 'cancelled' | null;
}

/** Daily for a century and more. */
const MOST_OCCURRENCES = 50_000;
const TOO_OFTEN: readonly string[] = ['SECONDLY', 'MINUTELY', 'HOURLY'];

type Found = Generator<Result<Occurrence, LeftOut>>;

/** What to read of a calendar. */
interface Wanted {
  /** The clocks of times without a zone. */
  readonly timeZone: string;
  /** What starts later is not looked for. */
  readonly endAt: Instant;
}

/**
 * Every occurrence of every event of a VCALENDAR that starts in time; or why an event could not be read. Each event is
 * read by itself, so that one costs none of the others.
 */
export function* calendarEvents(calendar: Block, wanted: Wanted): Found {
  const home = new ICAL.Component('vcalendar');
  const zoneOf = addZones(
    home,
    calendar.blocks.filter(({ name }) => name === 'VTIMEZONE'),
  );
  const events: ICAL.Component[] = [];
  for (const block of calendar.blocks.filter(({ name }) => name === 'VEVENT')) {
    const event = parseEvent(block, zoneOf);
    if (!event.ok) yield event;
    else events.push(home.addSubcomponent(event.value));
  }
  const exceptions = new Map<string, ICAL.Component[]>();
  for (const event of events.filter(isException))
    exceptions.set(uidOf(event), [...(exceptions.get(uidOf(event)) ?? []), event]);
  const masters = new Set(events.filter((event) => !isException(event)).map(uidOf));
  for (const event of events) {
    // An exception belongs to its series; without one, it is an event like any other.
    if (isException(event) && masters.has(uidOf(event))) continue;
    const own = isException(event) ? [] : (exceptions.get(uidOf(event)) ?? []);
    yield* readableOccurrences(home, event, own, wanted);
  }
}

function parseEvent(block: Block, zoneOf: (name: string) => string): Result<ICAL.Component, LeftOut> {
  try {
    return ok(new ICAL.Component(ICAL.parse(strictEvent(block, zoneOf))));
  } catch (error) {
    const name = (wanted: string) => block.lines.find((line) => line.name === wanted)?.value;
    return fail(leftOut('unreadable', name('SUMMARY') ?? name('UID') ?? '', said(error)));
  }
}

function* readableOccurrences(
  calendar: ICAL.Component,
  event: ICAL.Component,
  exceptions: readonly ICAL.Component[],
  wanted: Wanted,
): Found {
  const { timeZone } = wanted;
  try {
    const trouble = troubleWith(calendar, event, timeZone);
    if (trouble) return yield fail(trouble);
    const good: ICAL.Component[] = [];
    for (const exception of exceptions) {
      const wrong = troubleWith(calendar, exception, timeZone);
      if (wrong) yield fail(wrong);
      else good.push(exception);
    }
    alignSeries(event, good, timeZone);
    yield* occurrencesOf(new ICAL.Event(event, { exceptions: good }), wanted);
  } catch (error) {
    // The library throws plain errors for rules and dates that it cannot make sense of.
    yield fail(leftOut('unreadable', nameOf(event), said(error)));
  }
}

function* occurrencesOf(event: ICAL.Event, { timeZone, endAt }: Wanted): Found {
  const { component, startDate, endDate } = event;
  const at = (time: ICAL.Time) => instantOfTime(time, timeZone);
  const occurrence = (start: ICAL.Time, end: ICAL.Time, said: ICAL.Component) =>
    ok({ startAt: at(start), endAt: at(end), event: said, skipped: whySkipped(said) });
  const repeated = (time: ICAL.Time) => {
    const { item, startDate: start, endDate: end } = event.getOccurrenceDetails(time);
    return occurrence(start, end, item.component);
  };
  if (!event.isRecurring()) return yield occurrence(startDate, endDate, component);
  // Without a rule the library forgets that the start is an occurrence, too.
  if (!component.hasProperty('rrule') && !isTakenOut(event)) yield repeated(startDate);
  const iterator = event.iterator();
  for (let count = 0; count < MOST_OCCURRENCES; count++) {
    const next = iterator.next() as ICAL.Time | null | undefined;
    if (!next || at(next) >= endAt) return;
    yield repeated(next);
  }
  yield fail(leftOut('too-many', nameOf(component), String(MOST_OCCURRENCES)));
}

/** Whether the start itself is among the exceptions. */
function isTakenOut({ component, startDate }: ICAL.Event): boolean {
  const dates = component.getAllProperties('exdate').flatMap((property) => property.getValues());
  return dates.some((date) => date instanceof ICAL.Time && date.compare(startDate) === 0);
}

/** What keeps an event, or an exception, from being read; mends a whole day that ends on the day it starts. */
function troubleWith(calendar: ICAL.Component, event: ICAL.Component, timeZone: string): LeftOut | null {
  try {
    return troubleOf(calendar, event, timeZone);
  } catch (error) {
    return leftOut('unreadable', nameOf(event), said(error));
  }
}

function troubleOf(calendar: ICAL.Component, event: ICAL.Component, timeZone: string): LeftOut | null {
  const name = nameOf(event);
  // Read here, so that an exception of no time costs the series nothing.
  event.getFirstPropertyValue('recurrence-id');
  const start = event.getFirstPropertyValue('dtstart');
  if (!(start instanceof ICAL.Time)) return leftOut('no-start', name);
  for (const kind of ['dtstart', 'dtend', 'recurrence-id', 'exdate', 'rdate']) {
    const property = event.getAllProperties(kind).find((one) => !isZoneKnown(calendar, one));
    if (property) return leftOut('unknown-zone', name, String(property.getFirstParameter('tzid')));
  }
  const rules = event.getAllProperties('rrule').map((property) => property.getFirstValue());
  if (rules.some((rule) => rule instanceof ICAL.Recur && TOO_OFTEN.includes(rule.freq)))
    return leftOut('too-often', name);
  const seconds = secondsOf(event, start, timeZone);
  if (seconds < 0) return leftOut('ends-before-start', name);
  if (start.isDate || isWholeDay(event, start)) setWholeDays(event, start, seconds);
  return null;
}

/** As Outlook says it where it writes the day as times. */
function isWholeDay(event: ICAL.Component, start: ICAL.Time): boolean {
  const flag = String(event.getFirstPropertyValue('x-microsoft-cdo-alldayevent') ?? '').toUpperCase();
  return flag === 'TRUE' && start.hour === 0 && start.minute === 0;
}

const DAY_SECONDS = 86_400;

/** A day that lasts no time, or a part of it, is that day. */
function setWholeDays(event: ICAL.Component, start: ICAL.Time, seconds: number): void {
  const hasEnd = event.getFirstPropertyValue('dtend') instanceof ICAL.Time;
  if (!Number.isFinite(seconds) || (hasEnd && seconds > 0)) return;
  const days = Math.max(1, Math.ceil(seconds / DAY_SECONDS));
  event.removeAllProperties('dtend');
  event.removeAllProperties('duration');
  const end = start.clone();
  end.adjust(days, 0, 0, 0);
  event.addPropertyWithValue('dtend', end);
}

/** How long an event says that it lasts; without a word of it, for ever. */
function secondsOf(event: ICAL.Component, start: ICAL.Time, timeZone: string): number {
  const [end, duration] = ['dtend', 'duration'].map((name) => event.getFirstPropertyValue(name));
  if (end instanceof ICAL.Time) return (instantOfTime(end, timeZone) - instantOfTime(start, timeZone)) / 1000;
  return duration instanceof ICAL.Duration ? duration.toSeconds() : Number.POSITIVE_INFINITY;
}

/** Cancelled, or marked as free. Who is out of office is away, also where the program left the time free. */
function whySkipped(event: ICAL.Component): 'free' | 'cancelled' | null {
  const word = (name: string) => String(event.getFirstPropertyValue(name) ?? '').toUpperCase();
  // As Americans write it, too.
  if (/^CANCELL?ED$/.test(word('status'))) return 'cancelled';
  const busy = [word('x-microsoft-cdo-busystatus'), word('x-microsoft-cdo-intendedstatus')];
  if (busy.includes('OOF')) return null;
  const isFree = word('transp') === 'TRANSPARENT' || ['FREE', 'WORKINGELSEWHERE'].includes(busy[0] ?? '');
  return isFree ? 'free' : null;
}

function leftOut(reason: LeftOut['reason'], event: string, detail = ''): LeftOut {
  return { reason, event: event.slice(0, 80), detail: detail.slice(0, 200) };
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isException(event: ICAL.Component): boolean {
  return event.hasProperty('recurrence-id');
}

function uidOf(event: ICAL.Component): string {
  return String(event.getFirstPropertyValue('uid') ?? '');
}

function nameOf(event: ICAL.Component): string {
  return String(event.getFirstPropertyValue('summary') ?? uidOf(event));
}
