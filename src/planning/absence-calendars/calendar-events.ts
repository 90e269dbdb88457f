import ICAL from 'ical.js';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { isZoneKnown } from './ical-zones.ts';

/** One time at which an event takes place. */
export interface Occurrence {
  readonly start: ICAL.Time;
  readonly end: ICAL.Time;
}

/** Daily for a century and more. */
const MOST_OCCURRENCES = 50_000;
const TOO_OFTEN: readonly string[] = ['SECONDLY', 'MINUTELY', 'HOURLY'];

/**
 * Every occurrence of every event that takes up its time, for as long as `goesOn` says so of its start; or why an event
 * could not be read, in words that name it.
 */
export function* calendarEvents(
  calendar: ICAL.Component,
  goesOn: (start: ICAL.Time) => boolean,
): Generator<Result<Occurrence, string>> {
  const events = calendar.getAllSubcomponents('vevent');
  const exceptions = new Map<string, ICAL.Component[]>();
  for (const event of events.filter(isException))
    exceptions.set(uidOf(event), [...(exceptions.get(uidOf(event)) ?? []), event]);
  const masters = new Set(events.filter((event) => !isException(event)).map(uidOf));
  for (const event of events) {
    // An exception belongs to its series; without one, it is an event like any other.
    if (isException(event) && masters.has(uidOf(event))) continue;
    yield* occurrencesOf(calendar, event, exceptions.get(uidOf(event)) ?? [], goesOn);
  }
}

function* occurrencesOf(
  calendar: ICAL.Component,
  component: ICAL.Component,
  exceptions: readonly ICAL.Component[],
  goesOn: (start: ICAL.Time) => boolean,
): Generator<Result<Occurrence, string>> {
  const trouble = [component, ...exceptions]
    .map((one) => troubleWith(calendar, one))
    .find((it) => it !== null);
  if (trouble) return yield fail(`${nameOf(component)}: ${trouble}`);
  try {
    const event = new ICAL.Event(component, { exceptions: isException(component) ? [] : [...exceptions] });
    if (!event.isRecurring()) {
      if (takesTime(component)) yield ok({ start: event.startDate, end: event.endDate });
      return;
    }
    yield* repetitions(event, goesOn);
  } catch (error) {
    // The library throws plain errors for rules and dates that it cannot make sense of.
    yield fail(`${nameOf(component)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function* repetitions(
  event: ICAL.Event,
  goesOn: (start: ICAL.Time) => boolean,
): Generator<Result<Occurrence, string>> {
  // Without a rule the library forgets that the start is an occurrence, too.
  if (!event.component.hasProperty('rrule') && !isTakenOut(event)) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(event.startDate);
    if (takesTime(item.component)) yield ok({ start: startDate, end: endDate });
  }
  const iterator = event.iterator();
  for (let count = 0; count < MOST_OCCURRENCES; count++) {
    const next = iterator.next() as ICAL.Time | null | undefined;
    if (!next || !goesOn(next)) return;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    if (takesTime(item.component)) yield ok({ start: startDate, end: endDate });
  }
  yield fail(`${nameOf(event.component)}: it repeats more than ${MOST_OCCURRENCES} times`);
}

/** Whether the start itself is among the exceptions. */
function isTakenOut({ component, startDate }: ICAL.Event): boolean {
  const dates = component.getAllProperties('exdate').flatMap((property) => property.getValues());
  return dates.some((date) => date instanceof ICAL.Time && date.compare(startDate) === 0);
}

function troubleWith(calendar: ICAL.Component, event: ICAL.Component): string | null {
  if (!event.getFirstProperty('dtstart')) return 'it has no start';
  for (const name of ['dtstart', 'dtend', 'recurrence-id', 'exdate', 'rdate']) {
    const property = event.getAllProperties(name).find((one) => !isZoneKnown(calendar, one));
    if (property) return `the time zone ${JSON.stringify(property.getFirstParameter('tzid'))} is not known`;
  }
  const rules = event.getAllProperties('rrule').map((property) => property.getFirstValue());
  const tooOften = rules.some((rule) => rule instanceof ICAL.Recur && TOO_OFTEN.includes(rule.freq));
  return tooOften ? 'it repeats more often than daily' : null;
}

/** Neither cancelled nor marked as free. */
function takesTime(event: ICAL.Component): boolean {
  const word = (name: string) => String(event.getFirstPropertyValue(name) ?? '').toUpperCase();
  if (word('status') === 'CANCELLED' || word('transp') === 'TRANSPARENT') return false;
  return !['FREE', 'WORKINGELSEWHERE'].includes(word('x-microsoft-cdo-busystatus'));
}

function isException(event: ICAL.Component): boolean {
  return event.hasProperty('recurrence-id');
}

function uidOf(event: ICAL.Component): string {
  return String(event.getFirstPropertyValue('uid') ?? '');
}

function nameOf(event: ICAL.Component): string {
  const summary = String(event.getFirstPropertyValue('summary') ?? uidOf(event));
  return JSON.stringify(summary.slice(0, 80));
}
