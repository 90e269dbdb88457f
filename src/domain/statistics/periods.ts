import { type DayNumber, dayNumber, type LocalDate, localDate } from '../schedule/calendar.ts';

/** A day (`2026-11-30`), a month (`2026-11`) or a year (`2026`) on the clocks of a hotline: sums are kept for each. */
export type Period = string;

/** Days, both included. */
export interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export function monthOf(date: LocalDate): Period {
  return date.slice(0, 7);
}

export function yearOf(date: LocalDate): Period {
  return date.slice(0, 4);
}

export function daysBetween({ from, to }: Days): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

export function eachDay({ from, to }: Days): readonly LocalDate[] {
  const first = dayNumber(from);
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, i) => localDate(first + i));
}

export function daysOfMonth(month: Period): Days {
  const first = dayNumber(`${month}-01`);
  return { from: localDate(first), to: localDate(firstOfNextMonth(first) - 1) };
}

/** The month that many months later, or earlier. */
export function monthAfter(month: Period, later: number): Period {
  return monthOf(firstOfMonth(`${month}-01`, later));
}

export function monthsOfYear(year: Period): readonly Period[] {
  return Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);
}

/** The fewest periods that are these days together: whole years, whole months, and what is left. */
export function periodsOf({ from, to }: Days): readonly Period[] {
  const periods: Period[] = [];
  const end = dayNumber(to);
  for (let day = dayNumber(from); day <= end; ) {
    const date = localDate(day);
    const [yearEnd, monthEnd] = [firstOfNextYear(day) - 1, firstOfNextMonth(day) - 1];
    if (date.endsWith('-01-01') && yearEnd <= end) {
      periods.push(yearOf(date));
      day = yearEnd + 1;
    } else if (date.endsWith('-01') && monthEnd <= end) {
      periods.push(monthOf(date));
      day = monthEnd + 1;
    } else {
      periods.push(date);
      day += 1;
    }
  }
  return periods;
}

/** As many days before: whole months before whole months, so that a month is compared with a month. */
export function daysBefore(days: Days): Days {
  const months = wholeMonths(days);
  const to = localDate(dayNumber(days.from) - 1);
  if (months === 0) return { from: localDate(dayNumber(days.from) - daysBetween(days)), to };
  return { from: firstOfMonth(days.from, -months), to };
}

/** How many whole months these days are; 0: they are not. */
function wholeMonths({ from, to }: Days): number {
  if (!from.endsWith('-01') || !localDate(dayNumber(to) + 1).endsWith('-01')) return 0;
  return monthIndex(to) - monthIndex(from) + 1;
}

/** The first day of the month that many months later. */
function firstOfMonth(date: LocalDate, later: number): LocalDate {
  const index = monthIndex(date) + later;
  return localDate(Date.UTC(Math.floor(index / 12), index % 12) / DAY_MS);
}

const DAY_MS = 86_400_000;

/** Months since the year 0. */
function monthIndex(date: LocalDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function firstOfNextMonth(day: DayNumber): DayNumber {
  return dayNumber(firstOfMonth(localDate(day), 1));
}

function firstOfNextYear(day: DayNumber): DayNumber {
  return dayNumber(`${Number(yearOf(localDate(day))) + 1}-01-01`);
}
