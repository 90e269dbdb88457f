import type { Instant, Interval } from '../../runtime/instant.ts';
import { type DayNumber, localDate, minuteOfDay, weekdayOf } from '../schedule/calendar.ts';
import { dayOf, instantOfMinute, localOf } from '../schedule/wall-clock.ts';
import type { Calendar } from './problem.ts';

/** 1970-01-01 was a Thursday, so the first Monday is day 4. */
const FIRST_MONDAY = 4;

/** Weeks begin on Monday. */
export function weekOf(day: DayNumber): number {
  return Math.floor((day - FIRST_MONDAY) / 7);
}

/** The instant of `HH:mm` on a day; `24:00` is the next day's midnight. */
export function atLocal(day: DayNumber, time: string, timeZone: string): Instant {
  return time === '24:00'
    ? instantOfMinute(day + 1, 0, timeZone)
    : instantOfMinute(day, minuteOfDay(time), timeZone);
}

/** The days that an interval touches. */
export function daysOf(interval: Interval, timeZone: string): readonly DayNumber[] {
  const first = dayOf(interval.startAt, timeZone);
  const last = dayOf(interval.endAt - 1, timeZone);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Minute of the day; duty that ends by then only handed over on that day. */
const LATEST_HANDOFF = 9 * 60;

/** The days on which duty begins, or goes on past the handoff of the morning: the end of a night is no day of duty. */
export function dutyDaysOf(duty: Interval, timeZone: string): readonly DayNumber[] {
  const days = daysOf(duty, timeZone);
  const last = days.at(-1);
  const isHandoff = last !== undefined && duty.endAt <= instantOfMinute(last, LATEST_HANDOFF, timeZone);
  return days.length > 1 && isHandoff ? days.slice(0, -1) : days;
}

/** What makes hours heavy: night hours, in local time, and days off. */
export interface HeavyHours {
  readonly timeZone: string;
  /** `21:00` to `07:00`; a night that does not cross midnight is refused before. */
  readonly nightFrom: string;
  readonly nightTo: string;
  /** True for a local day that is a public holiday. */
  readonly isHoliday: (day: DayNumber) => boolean;
}

/** Where a duty of these pieces stands in the calendar. */
export function calendarOf(pieces: readonly Interval[], heavy: HeavyHours): Calendar {
  const { timeZone } = heavy;
  const first = dayOf(startOf(pieces), timeZone);
  const touched = inOrder(pieces.flatMap((piece) => daysOf(piece, timeZone)));
  const served = inOrder(pieces.flatMap((piece) => dutyDaysOf(piece, timeZone)));
  return {
    clockStart: clockOf(startOf(pieces), timeZone),
    clockEnd: clockOf(endOf(pieces), timeZone),
    week: weekOf(first),
    month: localDate(first).slice(0, 7),
    days: inOrder(pieces.map((piece) => dayOf(piece.startAt, timeZone))),
    nights: nightsIn(pieces, heavy),
    weekends: inOrder(touched.filter((day) => weekdayOf(day) >= 6).map(weekOf)),
    saturdays: served.filter((day) => weekdayOf(day) === 6),
    sundays: served.filter((day) => weekdayOf(day) === 7),
    holidays: touched.filter((day) => heavy.isHoliday(day)),
  };
}

/** The evenings of the nights that these pieces have a part of. */
export function nightsIn(
  pieces: readonly Interval[],
  { timeZone, nightFrom, nightTo }: HeavyHours,
): readonly DayNumber[] {
  const isPartOf = (piece: Interval, day: DayNumber) =>
    overlap(piece, {
      startAt: atLocal(day, nightFrom, timeZone),
      endAt: atLocal(day + 1, nightTo, timeZone),
    });
  return inOrder(
    pieces.flatMap((piece) => {
      const days = daysOf(piece, timeZone);
      return [...days.slice(0, 1).map((day) => day - 1), ...days].filter((day) => isPartOf(piece, day));
    }),
  );
}

export function overlap(a: Interval, b: Interval): boolean {
  return a.startAt < b.endAt && b.startAt < a.endAt;
}

function startOf(pieces: readonly Interval[]): Instant {
  return Math.min(...pieces.map((piece) => piece.startAt));
}

function endOf(pieces: readonly Interval[]): Instant {
  return Math.max(...pieces.map((piece) => piece.endAt));
}

function clockOf(at: Instant, timeZone: string): number {
  return Date.parse(`${localOf(at, timeZone).replace(' ', 'T')}Z`);
}

function inOrder(days: readonly number[]): readonly number[] {
  return [...new Set(days)].sort((a, b) => a - b);
}
