import { dayNumber, type LocalDate, minuteOfDay, weekdayOf } from '../domain/schedule/calendar.ts';
import { instantOfMinute } from '../domain/schedule/wall-clock.ts';
import type { Interval } from '../runtime/instant.ts';

export const PERIOD_TEMPLATES = ['day', 'night', 'weekend', 'week'] as const;
/** A period that people plan with, whatever the day it falls on. */
export type PeriodTemplate = (typeof PERIOD_TEMPLATES)[number];

const DAY_MINUTES = 24 * 60;
const MORNING = minuteOfDay('08:00');
const EVENING = minuteOfDay('18:00');

/** Local times, in minutes from midnight of the first day; `weekday` (ISO): the first day is that one of the week. */
const TIMES: Readonly<
  Record<PeriodTemplate, { readonly weekday: number | null; readonly from: number; readonly to: number }>
> = {
  day: { weekday: null, from: MORNING, to: EVENING },
  night: { weekday: null, from: EVENING, to: DAY_MINUTES + MORNING },
  weekend: { weekday: 5, from: EVENING, to: 3 * DAY_MINUTES + MORNING },
  week: { weekday: 1, from: MORNING, to: 7 * DAY_MINUTES + MORNING },
};

/** The period that a day means: that day or night, or the weekend or week (Monday to Monday) it lies in. */
export function periodOf(template: PeriodTemplate, date: LocalDate, timeZone: string): Interval {
  const { weekday, from, to } = TIMES[template];
  const day = dayNumber(date);
  const first = weekday === null ? day : day - weekdayOf(day) + weekday;
  return {
    startAt: instantOfMinute(first, from, timeZone),
    endAt: instantOfMinute(first, to, timeZone),
  };
}
