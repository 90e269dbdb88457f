/** A day on somebody's calendar, `YYYY-MM-DD`: it becomes instants only with a time and a zone. */
export type LocalDate = string;

/** A local date as days since 1970-01-01, to count with. */
export type DayNumber = number;

const DAY = 24 * 60 * 60 * 1000;

/** Days of other years are typing errors. What counts weeks or months on from a day stays within four digits. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const FIRST_INSTANT = Date.UTC(FIRST_YEAR, 0, 1);
const AFTER_LAST_INSTANT = Date.UTC(LAST_YEAR + 1, 0, 1);

/** Parses nothing: true for a day of the years that we count with, in that form. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const asUtc = Date.parse(`${text}T00:00:00Z`);
  return isInCalendar(asUtc) && new Date(asUtc).toISOString().startsWith(text);
}

/** Whether an instant, as milliseconds since 1970, is of the years that we count with. */
export function isInCalendar(at: number): boolean {
  return at >= FIRST_INSTANT && at < AFTER_LAST_INSTANT;
}

/** The instant itself, or the first or last that we count with. */
export function nearestInCalendar(at: number): number {
  return Math.min(Math.max(at, FIRST_INSTANT), AFTER_LAST_INSTANT - 1000);
}

/** True for `HH:mm` from 00:00 to 23:59. */
export function isLocalTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

export function dayNumber(date: LocalDate): DayNumber {
  const asUtc = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(asUtc)) throw new Error(`${JSON.stringify(date)} is no local date`);
  return asUtc / DAY;
}

export function localDate(day: DayNumber): LocalDate {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function yearOf(day: DayNumber): number {
  return new Date(day * DAY).getUTCFullYear();
}

/** The same day of the month so many months later; in a shorter month its last day. */
export function monthsAfter(day: DayNumber, months: number): DayNumber {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / DAY;
}

/** Months of the calendar from one day to another, whatever days of the month they are. */
export function monthsBetween(from: DayNumber, to: DayNumber): number {
  const [a, b] = [new Date(from * DAY), new Date(to * DAY)];
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
}

/** ISO: Monday is 1. */
export function weekdayOf(day: DayNumber): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** `HH:mm` as minutes since midnight. */
export function minuteOfDay(time: string): number {
  const known = MINUTES.get(time);
  if (known !== undefined) return known;
  if (!isLocalTime(time)) throw new Error(`${JSON.stringify(time)} is no local time`);
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  MINUTES.set(time, minute);
  return minute;
}

/** A year of duty asks for the same few, ten thousand times; there are 1,440. */
const MINUTES = new Map<string, number>();
