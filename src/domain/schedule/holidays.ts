import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { type DayNumber, dayNumber, type LocalDate, yearOf } from './calendar.ts';
import type { HolidayRule } from './duty-window.ts';

/**
 * Public holidays by country and region, from date-holidays, which knows two hundred countries. It takes a fifth of a
 * second to load, so only who has holidays loads it; each year is computed once.
 */

const HOUR = 60 * 60 * 1000;

/** Says of a day whether it is a public holiday or an own closed day. */
export function holidaysOf(rule: HolidayRule): (day: DayNumber) => boolean {
  const closed = new Set(rule.closedDays.map(dayNumber));
  const { country, region, worked = [] } = rule;
  if (country === null) return (day) => closed.has(day);
  return (day) => closed.has(day) || publicHolidays(country, region).has(day, worked);
}

/** Public holidays of some years are what a country has: those that come only now and then are among them. */
const YEARS_LOOKED_AT = [2025, 2026, 2027, 2028];

/** The rules of a country's public holidays, as `easter 50`; empty where none are known. */
export function publicHolidayRules(country: string, region: string | null): readonly string[] {
  if (!isHolidayCountry(country) || (region !== null && !isHolidayRegion(country, region))) return [];
  return publicHolidays(country, region).rules();
}

/** A public holiday as people of a language call it, and its next day. */
export interface KnownHoliday {
  readonly rule: string;
  readonly name: string;
  readonly on: LocalDate;
}

/** The public holidays of a country from a day on, each once, the next one first. */
export function knownHolidays(
  country: string,
  region: string | null,
  from: LocalDate,
  language: string,
): readonly KnownHoliday[] {
  const rules = publicHolidayRules(country, region);
  if (rules.length === 0) return [];
  const year = yearOf(dayNumber(from));
  const coming = [year, year + 1]
    .flatMap((one) => namedHolidays(country, region, language, one))
    .filter(({ on, rule }) => on >= from && rules.includes(rule));
  return coming.filter(({ rule }, index) => coming.findIndex((one) => one.rule === rule) === index);
}

/** Some countries take half a second; each year is worked out once. */
const named = new Map<string, readonly KnownHoliday[]>();

function namedHolidays(
  country: string,
  region: string | null,
  language: string,
  year: number,
): readonly KnownHoliday[] {
  const key = `${country}/${region ?? ''}/${language}/${year}`;
  const found =
    named.get(key) ??
    sourceOf(country, region, [language])
      .getHolidays(year)
      .map(({ rule, name, date }) => ({ rule, name, on: date.slice(0, 10) }));
  named.set(key, found);
  return found;
}

/** The countries whose public holidays are known, by their codes. */
export function holidayCountries(): readonly string[] {
  return Object.keys(new (library())().getCountries());
}

/** The parts of a country that have public holidays of their own, by code, as people of a language call them. */
export function holidayRegions(country: string, language: string): Readonly<Record<string, string>> {
  return isHolidayCountry(country) ? (new (library())().getStates(country, language) ?? {}) : {};
}

/** True for a country whose holidays are known (ISO 3166, in capitals). */
export function isHolidayCountry(country: string): boolean {
  return Object.hasOwn(new (library())().getCountries(), country);
}

/** True for a part of the country that has holidays of its own. */
export function isHolidayRegion(country: string, region: string): boolean {
  return Object.hasOwn(new (library())().getStates(country) ?? {}, region);
}

class PublicHolidays {
  readonly #source: Holidays;
  /** By day, the rules of its holidays. */
  readonly #days = new Map<DayNumber, readonly string[]>();
  readonly #years = new Set<number>();
  #rules: readonly string[] | null = null;

  constructor(country: string, region: string | null) {
    this.#source = sourceOf(country, region, []);
  }

  has(day: DayNumber, worked: readonly string[]): boolean {
    const year = yearOf(day);
    // Some holidays of several days run into the next year.
    this.#learn(year - 1);
    this.#learn(year);
    return this.#days.get(day)?.some((rule) => !worked.includes(rule)) ?? false;
  }

  rules(): readonly string[] {
    this.#rules ??= [
      ...new Set(YEARS_LOOKED_AT.flatMap((year) => this.#source.getHolidays(year)).map(({ rule }) => rule)),
    ];
    return this.#rules;
  }

  #learn(year: number): void {
    if (this.#years.has(year)) return;
    this.#years.add(year);
    for (const { date, start, end, rule } of this.#source.getHolidays(year)) {
      // One that begins in the course of a day (Christmas Eve from noon) makes no holiday of that day.
      if (date.slice(11, 19) !== '00:00:00') continue;
      const first = dayNumber(date.slice(0, 10));
      // A day has 23 hours when clocks go forward.
      const days = Math.floor((end.getTime() - start.getTime() + HOUR) / (24 * HOUR));
      for (let day = first; day < first + days; day++)
        this.#days.set(day, [...(this.#days.get(day) ?? []), rule]);
    }
  }
}

const known = new Map<string, PublicHolidays>();

function publicHolidays(country: string, region: string | null): PublicHolidays {
  const key = `${country}/${region ?? ''}`;
  const found = known.get(key) ?? new PublicHolidays(country, region);
  known.set(key, found);
  return found;
}

function sourceOf(country: string, region: string | null, languages: readonly string[]): Holidays {
  const options = {
    types: ['public' as const],
    ...(languages.length === 0 ? {} : { languages: [...languages] }),
  };
  const Source = library();
  return region === null ? new Source(country, options) : new Source(country, region, options);
}

let loaded: typeof Holidays | null = null;

function library(): typeof Holidays {
  loaded ??= createRequire(import.meta.url)('date-holidays') as typeof Holidays;
  return loaded;
}
