import ICAL from 'ical.js';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { instantOfTime, isFloating } from './ical-zones.ts';

/**
 * Makes what a series says of its occurrences the same kind of time as its start, as the standard asks and programs do
 * not: until when it goes on, what was taken out or added, and which occurrences the exceptions stand for. Without it
 * an exception in another zone, or a date among times, would match nothing.
 */
export function alignSeries(
  series: ICAL.Component,
  exceptions: readonly ICAL.Component[],
  timeZone: string,
): void {
  const start = series.getFirstPropertyValue('dtstart');
  if (!(start instanceof ICAL.Time)) return;
  for (const property of series.getAllProperties('rrule')) {
    const rule = property.getFirstValue();
    if (!(rule instanceof ICAL.Recur && rule.until)) continue;
    const until = untilLike(start, rule.until, timeZone);
    rule.until = until.compare(start) < 0 ? start.clone() : until;
  }
  const properties = [
    ...series.getAllProperties('exdate'),
    ...series.getAllProperties('rdate'),
    ...exceptions.flatMap((one) => one.getAllProperties('recurrence-id')),
  ];
  for (const property of properties) {
    const time = property.getFirstValue();
    if (!(time instanceof ICAL.Time)) continue;
    const meant = property.name !== 'rdate' && isDayAsTime(start, time) ? dateOf(time, timeZone) : time;
    const aligned = timeLike(start, meant, timeZone);
    property.resetType(aligned.isDate ? 'date' : 'date-time');
    property.setValue(aligned);
  }
}

/** Midnight, of what never takes place at midnight: some programs name the day of an exception so. */
function isDayAsTime(start: ICAL.Time, time: ICAL.Time): boolean {
  const isMidnight = ({ hour, minute, second }: ICAL.Time) => hour + minute + second === 0;
  const isOnLocalClock = time.zone !== ICAL.Timezone.utcTimezone;
  return !start.isDate && !time.isDate && isOnLocalClock && isMidnight(time) && !isMidnight(start);
}

/** A day named as the last includes all of it; one before the start leaves the start alone. */
function untilLike(start: ICAL.Time, until: ICAL.Time, timeZone: string): ICAL.Time {
  if (start.isDate || !until.isDate) return timeLike(start, until, timeZone);
  const { year, month, day } = until;
  return timeIn(start.zone, { year, month, day, hour: 23, minute: 59, second: 59 });
}

function timeLike(start: ICAL.Time, time: ICAL.Time, timeZone: string): ICAL.Time {
  if (start.isDate) return time.isDate ? time : dateOf(time, timeZone);
  const { hour, minute, second } = time.isDate ? start : time;
  const { year, month, day } = time;
  if (time.isDate || isFloating(time)) return timeIn(start.zone, { year, month, day, hour, minute, second });
  return isFloating(start)
    ? ICAL.Time.fromDateTimeString(localIn(time, timeZone))
    : time.convertToZone(start.zone);
}

/** A time in UTC is a time of day somewhere else: the day is that of the clocks that are read on. */
function dateOf(time: ICAL.Time, timeZone: string): ICAL.Time {
  const text = time.zone === ICAL.Timezone.utcTimezone ? localIn(time, timeZone) : time.toString();
  return ICAL.Time.fromDateString(text.slice(0, 10));
}

function localIn(time: ICAL.Time, timeZone: string): string {
  return `${localOf(instantOfTime(time, timeZone), timeZone).replace(' ', 'T')}:00`.slice(0, 19);
}

type Fields = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;

function timeIn(zone: ICAL.Timezone, fields: Fields): ICAL.Time {
  return new ICAL.Time({ ...fields, isDate: false }, zone);
}
