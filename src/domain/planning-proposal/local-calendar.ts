import type { Instant, Interval } from '../instant.ts';
import { instantOf, localOf } from '../schedule/wall-clock.ts';
import type { Calendar } from './problem.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** 1970-01-01 was a Thursday, so the first Monday is day 4. */
const FIRST_MONDAY = 4;

/** The day of a date `2026-11-23`, counted from 1970-01-01. */
export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** `2026-11-23`. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: number): number {
  return ((((day - FIRST_MONDAY) % 7) + 7) % 7) + 1;
}

/** Weeks begin on Monday. */
export function weekOf(day: number): number {
  return Math.floor((day - FIRST_MONDAY) / 7);
}

export function localDay(at: Instant, timeZone: string): number {
  return dayOfDate(localOf(at, timeZone).slice(0, 10));
}

/** The instant of `HH:mm` on a day; `24:00` is the next day's midnight. */
export function atLocal(day: number, time: string, timeZone: string): Instant {
  const at =
    time === '24:00'
      ? instantOf(`${dateOfDay(day + 1)} 00:00`, timeZone)
      : instantOf(`${dateOfDay(day)} ${time}`, timeZone);
  if (at === null) throw new Error(`${time} is no time of day`);
  return at;
}

/** The days that an interval touches. */
export function daysOf(interval: Interval, timeZone: string): readonly number[] {
  const first = localDay(interval.startAt, timeZone);
  const last = localDay(interval.endAt - 1, timeZone);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** What makes hours heavy: night hours, in local time, and days off. */
export interface HeavyHours {
  readonly timeZone: string;
  /** `21:00` to `07:00`; a night that does not cross midnight is refused before. */
  readonly nightFrom: string;
  readonly nightTo: string;
  /** True for the local date `2026-12-25`. */
  readonly isHoliday: (date: string) => boolean;
}

/** Where a duty of these pieces stands in the calendar. */
export function calendarOf(pieces: readonly Interval[], heavy: HeavyHours): Calendar {
  const { timeZone, nightFrom, nightTo } = heavy;
  const first = localDay(startOf(pieces), timeZone);
  const touched = inOrder(pieces.flatMap((piece) => daysOf(piece, timeZone)));
  const night = (day: number) => ({
    startAt: atLocal(day, nightFrom, timeZone),
    endAt: atLocal(day + 1, nightTo, timeZone),
  });
  const evenings = inOrder(touched.flatMap((day) => [day - 1, day]));
  return {
    clockStart: clockOf(startOf(pieces), timeZone),
    clockEnd: clockOf(endOf(pieces), timeZone),
    week: weekOf(first),
    month: dateOfDay(first).slice(0, 7),
    days: inOrder(pieces.map((piece) => localDay(piece.startAt, timeZone))),
    nights: evenings.filter((day) => pieces.some((piece) => overlap(piece, night(day)))),
    weekends: inOrder(touched.filter((day) => weekdayOf(day) >= 6).map(weekOf)),
    holidays: touched.filter((day) => heavy.isHoliday(dateOfDay(day))),
  };
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
