import { contains, type Interval } from '../../runtime/instant.ts';
import { type DayNumber, minuteOfDay, weekdayOf } from './calendar.ts';
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

/** Whether any of the weekly hours hold. Each week is worked out once; nothing is said beyond the week of the instant. */
export function whenHoursHold(hours: readonly WeeklyHours[], zone: string): Changing<boolean> {
  const minutes = hours.map(minutesOf);
  let week: Interval = { startAt: 0, endAt: 0 };
  let times: readonly Interval[] = [];
  return remembering((at) => {
    if (!contains(week, at)) {
      const today = dayOf(at, zone);
      const monday = today - weekdayOf(today) + 1;
      week = { startAt: instantOfMinute(monday, 0, zone), endAt: instantOfMinute(monday + 7, 0, zone) };
      // None is longer than a week: what reaches into this one began in the last.
      times = [...occurrences(minutes, monday - 7, zone), ...occurrences(minutes, monday, zone)];
    }
    let { startAt, endAt } = week;
    let value = false;
    for (const time of times) {
      if (time.startAt > at) endAt = Math.min(endAt, time.startAt);
      else if (time.endAt <= at) startAt = Math.max(startAt, time.endAt);
      else {
        value = true;
        startAt = Math.max(startAt, time.startAt);
        endAt = Math.min(endAt, time.endAt);
      }
    }
    return { startAt, endAt, value };
  });
}

function occurrences(
  minutes: readonly MinutesOfWeek[],
  monday: DayNumber,
  zone: string,
): readonly Interval[] {
  return minutes.map(({ from, to }) => ({
    startAt: instantOfMinute(monday, from, zone),
    // Not after the start when clocks that go forward swallow the hours whole: then they never hold.
    endAt: instantOfMinute(monday, to, zone),
  }));
}

function minutesOf({ from, to }: WeeklyHours): MinutesOfWeek {
  const start = minuteOfWeek(from);
  const end = minuteOfWeek(to);
  return { from: start, to: end > start ? end : end + WEEK_MINUTES };
}

function minuteOfWeek({ weekday, time }: WeekTime): number {
  return (weekday - 1) * DAY_MINUTES + minuteOfDay(time);
}
