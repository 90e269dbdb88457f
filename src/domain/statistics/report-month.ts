import type { Instant } from '../../runtime/instant.ts';
import { dayNumber, localDate } from '../schedule/calendar.ts';
import { dayOf, instantOfMinute } from '../schedule/wall-clock.ts';
import { monthAfter, monthOf, type Period } from './periods.ts';

/** In the morning of the 1st, on the hotline's clocks. */
const REPORTED_AT_MINUTE = 7 * 60;

/** The latest month whose report is due. */
export function reportedMonth(now: Instant, zone: string): Period {
  const thisMonth = monthOf(localDate(dayOf(now, zone)));
  return monthAfter(thisMonth, now >= dueAt(thisMonth, zone) ? -1 : -2);
}

/** When the next report is. */
export function nextReportAt(now: Instant, zone: string): Instant {
  return dueAt(monthAfter(reportedMonth(now, zone), 2), zone);
}

/** When that of the month before this one is. */
function dueAt(month: Period, zone: string): Instant {
  return instantOfMinute(dayNumber(`${month}-01`), REPORTED_AT_MINUTE, zone);
}

/** Nobody wants more than a year of them at once. */
const MOST_MONTHS = 12;

/** The months after `through`, `last` included. */
export function monthsSince(through: Period, last: Period): readonly Period[] {
  const months: Period[] = [];
  for (let month = last; month > through && months.length < MOST_MONTHS; month = monthAfter(month, -1))
    months.unshift(month);
  return months;
}
