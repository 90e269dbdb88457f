import { dayNumber } from '../domain/schedule/calendar.ts';
import { instantOfMinute } from '../domain/schedule/wall-clock.ts';
import type { Instant, Interval } from '../runtime/instant.ts';

/** `2026-11` */
export type Month = string;

export function isMonth(text: string): text is Month {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text);
}

/** The month so many months later. */
export function monthAfter(month: Month, count = 1): Month {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** From its first midnight to that of the next, on the clocks of a zone. */
export function spanOf(month: Month, zone: string): Interval {
  return { startAt: midnight(month, zone), endAt: midnight(monthAfter(month), zone) };
}

function midnight(month: Month, zone: string): Instant {
  return instantOfMinute(dayNumber(`${month}-01`), 0, zone);
}
