import type { Instant } from '../../runtime/instant.ts';
import { localDate, weekdayOf } from '../schedule/calendar.ts';
import { dayOf, minuteOfLocalDay } from '../schedule/wall-clock.ts';

/** `1/0`: Monday, from midnight to 1 o'clock. The hour that clocks go through twice is one. */
export function hourOfWeek(at: Instant, zone: string): string {
  return `${weekdayOf(dayOf(at, zone))}/${hourOf(at, zone)}`;
}

function hourOf(at: Instant, zone: string): number {
  // Where clocks go back at midnight, the hour before it comes again in the new day.
  return Math.min(23, Math.max(0, Math.floor(minuteOfLocalDay(at, zone) / 60)));
}

const NIGHT_FROM_HOUR = 22;
const NIGHT_TO_HOUR = 7;

/** The same, as clocks show it. */
export const NIGHT_HOURS = { from: '22:00', to: '07:00' } as const;

/** The date of the evening whose night it is, from 22:00 to 07:00; null: it is day. */
export function nightOf(at: Instant, zone: string): string | null {
  const hour = hourOf(at, zone);
  const day = dayOf(at, zone);
  if (hour >= NIGHT_FROM_HOUR) return localDate(day);
  return hour < NIGHT_TO_HOUR ? localDate(day - 1) : null;
}
