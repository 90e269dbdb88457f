import type { Language } from '../../domain/person.ts';
import {
  holidayCountries,
  holidayRegions,
  type KnownHoliday,
  knownHolidays,
} from '../../domain/schedule/holidays.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { MemberContext } from '../request-context.ts';

/** What there is to choose of public holidays, in the reader's language. */
export interface HolidayChoices {
  /** Codes and names. */
  readonly countries: readonly (readonly [string, string])[];
  readonly regions: readonly (readonly [string, string])[];
  readonly holidays: readonly KnownHoliday[];
}

export function holidayChoices(
  { language, dependencies, now }: MemberContext,
  { country, region }: { readonly country: string; readonly region: string },
): HolidayChoices {
  const byName = (a: readonly [string, string], b: readonly [string, string]) =>
    a[1].localeCompare(b[1], language);
  const regions = Object.entries(holidayRegions(country, language)).map(
    ([code, name]) => [code, shortRegion(name)] as const,
  );
  const known = regions.some(([code]) => code === region) ? region : null;
  return {
    countries: holidayCountryNames(language),
    regions: regions.toSorted(byName),
    holidays:
      country === ''
        ? []
        : knownHolidays(country, known, localOf(now, dependencies.timeZone).slice(0, 10), language),
  };
}

/** Countries whose public holidays are known, by their names. */
export function holidayCountryNames(language: Language): readonly (readonly [string, string])[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return holidayCountries()
    .map((code) => [code, names.of(code) ?? code] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, language));
}

/** “La Réunion”, not “Département et région d'outre-mer La Réunion”. */
function shortRegion(name: string): string {
  const short = name
    .replace(/^Département (?:et région d['’]outre-mer )?/, '')
    .replace(/^Canton (?:des |du |de |d['’])/, '');
  return short.charAt(0).toUpperCase() + short.slice(1);
}
