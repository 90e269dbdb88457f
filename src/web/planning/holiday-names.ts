import type { Language } from '../../domain/person.ts';
import type { LocalDate } from '../../domain/schedule/calendar.ts';
import type { HolidayRule } from '../../domain/schedule/duty-window.ts';
import { knownHolidays } from '../../domain/schedule/holidays.ts';

/** The public holidays of the year from a day on that are kept, by day, as readers call them. */
export function holidayNamesFrom(
  { country, region, worked = [] }: HolidayRule,
  from: LocalDate,
  language: Language,
): ReadonlyMap<LocalDate, string> {
  if (country === null) return new Map();
  return new Map(
    knownHolidays(country, region, from, language)
      .filter(({ rule }) => !worked.includes(rule))
      .map(({ on, name }) => [on, name]),
  );
}

/** Those that any of several schedules keeps. */
export function holidayNamesOfAll(
  rules: readonly HolidayRule[],
  from: LocalDate,
  language: Language,
): ReadonlyMap<LocalDate, string> {
  return new Map(rules.flatMap((rule) => [...holidayNamesFrom(rule, from, language)]));
}
