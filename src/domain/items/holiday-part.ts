import { publicHolidayRules } from '../schedule/holidays.ts';
import { ownPart } from './form-part.ts';

/** Public holidays and closed days as they stand in a form. */
export interface HolidayValues {
  /** Empty: none. */
  readonly country: string;
  readonly region: string;
  /** Public holidays of the country that are worked, by their rule. */
  readonly worked: readonly string[];
  /** A day each. */
  readonly closedDays: readonly string[];
}

type WrittenHolidays =
  | string
  | null
  | {
      readonly country: string | null;
      readonly region?: string;
      readonly worked?: readonly string[];
      readonly closedDays: readonly string[];
    };

/** What is ticked is a day off; what was shown and is not ticked is worked. */
export const HOLIDAY_PART = ownPart<HolidayValues, WrittenHolidays>({
  typed(sent) {
    const off = sent.all('holidayOff');
    return {
      country: sent.text('country').toUpperCase(),
      region: sent.text('region'),
      worked: sent.all('holidayShown').filter((rule) => !off.includes(rule)),
      closedDays: sent.all('closedDay'),
    };
  },
  shown(written) {
    if (written === null || typeof written === 'string')
      return { country: written ?? '', region: '', worked: [], closedDays: [] };
    const { country, region, worked, closedDays } = written;
    return { country: country ?? '', region: region ?? '', worked: worked ?? [], closedDays };
  },
  raw({ country, region, worked, closedDays }) {
    const days = closedDays.filter((day) => day !== '');
    // A country that was changed has holidays of its own.
    const known = country === '' ? [] : publicHolidayRules(country, region === '' ? null : region);
    const kept = worked.filter((rule) => known.includes(rule));
    if (country === '' && region === '' && days.length === 0) return null;
    return {
      country: country === '' ? null : country,
      region: country === '' || region === '' ? null : region,
      ...(kept.length === 0 ? {} : { worked: kept }),
      closedDays: days,
    };
  },
});
