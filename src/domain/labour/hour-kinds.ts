import type { Interval } from '../../runtime/instant.ts';
import { type DayNumber, minuteOfDay, weekdayOf } from '../schedule/calendar.ts';
import { dayOf, instantOfMinute } from '../schedule/wall-clock.ts';

/** What an hour is, the heavier first: a Sunday night is a Sunday, a holiday is a holiday at any hour. */
export const HOUR_KINDS = ['holiday', 'sunday', 'night', 'saturday', 'day'] as const;
export type HourKind = (typeof HOUR_KINDS)[number];

/** By which clocks, nights and holidays hours are told apart. */
export interface HourRule {
  readonly timeZone: string;
  /** L3122-2: from 21:00 at the earliest to 07:00 at the latest, over midnight. */
  readonly nightFrom: string;
  readonly nightTo: string;
  readonly isHoliday: (day: DayNumber) => boolean;
}

/** Milliseconds by kind. */
export type Hours = Readonly<Record<HourKind, number>>;

export interface KindOfHours extends Interval {
  readonly kind: HourKind;
}

/** An interval in pieces, each of one kind, in order. Hours are those that pass: the night clocks change has its own length. */
export function hoursByKind(interval: Interval, rule: HourRule): readonly KindOfHours[] {
  const first = dayOf(interval.startAt, rule.timeZone);
  const pieces: KindOfHours[] = [];
  for (let day = first; ; day++) {
    const midnight = instantOfMinute(day, 0, rule.timeZone);
    if (midnight >= interval.endAt) return pieces;
    for (const part of partsOf(day, rule)) {
      const startAt = Math.max(part.startAt, interval.startAt);
      const endAt = Math.min(part.endAt, interval.endAt);
      if (startAt < endAt) pieces.push({ startAt, endAt, kind: part.kind });
    }
  }
}

/** How much of each kind there is in some time. */
export function countHours(intervals: readonly Interval[], rule: HourRule): Hours {
  const hours = { holiday: 0, sunday: 0, night: 0, saturday: 0, day: 0 };
  for (const interval of intervals)
    for (const { kind, startAt, endAt } of hoursByKind(interval, rule)) hours[kind] += endAt - startAt;
  return hours;
}

/** Night as the law counts night work, on whatever day. */
export function nightTime(interval: Interval, rule: HourRule): readonly Interval[] {
  const first = dayOf(interval.startAt, rule.timeZone) - 1;
  const last = dayOf(interval.endAt, rule.timeZone);
  const nights: Interval[] = [];
  for (let day = first; day <= last; day++) {
    const startAt = Math.max(
      interval.startAt,
      instantOfMinute(day, minuteOfDay(rule.nightFrom), rule.timeZone),
    );
    const endAt = Math.min(
      interval.endAt,
      instantOfMinute(day + 1, minuteOfDay(rule.nightTo), rule.timeZone),
    );
    if (startAt < endAt) nights.push({ startAt, endAt });
  }
  return nights;
}

function partsOf(day: DayNumber, rule: HourRule): readonly KindOfHours[] {
  const at = (minute: number) => instantOfMinute(day, minute, rule.timeZone);
  const [midnight, next] = [at(0), instantOfMinute(day + 1, 0, rule.timeZone)];
  const weekday = weekdayOf(day);
  if (rule.isHoliday(day)) return [{ startAt: midnight, endAt: next, kind: 'holiday' }];
  if (weekday === 7) return [{ startAt: midnight, endAt: next, kind: 'sunday' }];
  const [morning, evening] = [at(minuteOfDay(rule.nightTo)), at(minuteOfDay(rule.nightFrom))];
  return [
    { startAt: midnight, endAt: morning, kind: 'night' },
    { startAt: morning, endAt: evening, kind: weekday === 6 ? 'saturday' : 'day' },
    { startAt: evening, endAt: next, kind: 'night' },
  ];
}
