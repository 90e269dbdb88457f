import type { Instant, Interval } from '../instant.ts';
import { minuteOfDay, weekdayOf } from './calendar.ts';
import type { WeeklyHours, WeekTime } from './duty-window.ts';
import { type Changing, remembering } from './stretch.ts';
import { dayOf, instantOfMinute } from './wall-clock.ts';

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** Hours of the week as minutes since its Monday, 00:00. */
interface MinutesOfWeek {
  readonly from: number;
  /** May lie in the next week. */
  readonly to: number;
}

/** Whether any of the weekly hours hold. */
export function whenHoursHold(hours: readonly WeeklyHours[], zone: string): Changing<boolean> {
  const minutes = hours.map(minutesOf);
  return remembering((at) => {
    let startAt = Number.NEGATIVE_INFINITY;
    let endAt = Number.POSITIVE_INFINITY;
    for (const times of occurrencesAround(minutes, at, zone)) {
      if (times.startAt <= at && at < times.endAt) return { ...times, value: true };
      // Hours that clocks going forward have swallowed never hold: their ends lie the wrong way round.
      if (times.endAt <= times.startAt) continue;
      if (times.endAt <= at) startAt = Math.max(startAt, times.endAt);
      else endAt = Math.min(endAt, times.startAt);
    }
    return { startAt, endAt, value: false };
  });
}

/** The hours of this week and of the ones before and after: what holds now, ended last or begins next is among them. */
function occurrencesAround(minutes: readonly MinutesOfWeek[], at: Instant, zone: string): Interval[] {
  const today = dayOf(at, zone);
  const monday = today - weekdayOf(today) + 1;
  return [-7, 0, 7].flatMap((days) =>
    minutes.map(({ from, to }) => ({
      startAt: instantOfMinute(monday + days, from, zone),
      endAt: instantOfMinute(monday + days, to, zone),
    })),
  );
}

function minutesOf({ from, to }: WeeklyHours): MinutesOfWeek {
  const start = minuteOfWeek(from);
  const end = minuteOfWeek(to);
  return { from: start, to: end > start ? end : end + WEEK_MINUTES };
}

function minuteOfWeek({ weekday, time }: WeekTime): number {
  return (weekday - 1) * DAY_MINUTES + minuteOfDay(time);
}
