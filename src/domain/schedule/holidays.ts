import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { type DayNumber, dayNumber, yearOf } from './calendar.ts';
import type { HolidayRule } from './duty-window.ts';

/**
 * Public holidays by country and region, from date-holidays, which knows two hundred countries. It takes a fifth of a
 * second to load, so only who has holidays loads it; each year is computed once.
 */

const HOUR = 60 * 60 * 1000;

/** Says of a day whether it is a public holiday or an own closed day. */
export function holidaysOf(rule: HolidayRule): (day: DayNumber) => boolean {
  const closed = new Set(rule.closedDays.map(dayNumber));
  const { country, region } = rule;
  if (country === null) return (day) => closed.has(day);
  return (day) => closed.has(day) || publicHolidays(country, region).has(day);
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
  readonly #days = new Set<DayNumber>();
  readonly #years = new Set<number>();

  constructor(country: string, region: string | null) {
    const options = { types: ['public' as const] };
    const Source = library();
    this.#source = region === null ? new Source(country, options) : new Source(country, region, options);
  }

  has(day: DayNumber): boolean {
    const year = yearOf(day);
    // Some holidays of several days run into the next year.
    this.#learn(year - 1);
    this.#learn(year);
    return this.#days.has(day);
  }

  #learn(year: number): void {
    if (this.#years.has(year)) return;
    this.#years.add(year);
    for (const { date, start, end } of this.#source.getHolidays(year)) {
      // One that begins in the course of a day (Christmas Eve from noon) makes no holiday of that day.
      if (date.slice(11, 19) !== '00:00:00') continue;
      const first = dayNumber(date.slice(0, 10));
      // A day has 23 hours when clocks go forward.
      const days = Math.floor((end.getTime() - start.getTime() + HOUR) / (24 * HOUR));
      for (let day = first; day < first + days; day++) this.#days.add(day);
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

let loaded: typeof Holidays | null = null;

function library(): typeof Holidays {
  loaded ??= createRequire(import.meta.url)('date-holidays') as typeof Holidays;
  return loaded;
}
