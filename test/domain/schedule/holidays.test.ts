import { describe, expect, test } from 'vitest';
import { dayNumber, localDate } from '../../../src/domain/schedule/calendar.ts';
import { holidaysOf, isHolidayCountry, isHolidayRegion } from '../../../src/domain/schedule/holidays.ts';

const daysOf = (country: string, region: string | null, year: number) => {
  const isHoliday = holidaysOf({ country, region, closedDays: [] });
  const first = dayNumber(`${year}-01-01`);
  return Array.from({ length: 366 }, (_, i) => first + i)
    .filter((day) => localDate(day).startsWith(String(year)) && isHoliday(day))
    .map((day) => localDate(day).slice(5));
};

const FRANCE_2026 = '01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25'.split(' ');

describe('public holidays', () => {
  test('of France are the eleven of its Code du travail, L3133-1', () => {
    expect(daysOf('FR', null, 2026)).toEqual(FRANCE_2026);
  });

  test.each(['57', '67', '68'])('of department %s are two more', (region) => {
    expect(daysOf('FR', region, 2026)).toEqual([...FRANCE_2026, '04-03', '12-26'].sort());
    expect(daysOf('FR', region, 2027)).toEqual(expect.arrayContaining(['03-26', '12-26']));
  });

  test('may last several days, and run into the next year', () => {
    expect(daysOf('RU', null, 2026).slice(0, 8)).toEqual(
      '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08'.split(' '),
    );
    expect(daysOf('SZ', null, 2027)).toEqual(expect.arrayContaining(['01-01', '01-02']));
  });

  test('that begin at noon make no holiday of the day', () => {
    expect(daysOf('IS', null, 2026)).not.toContain('12-24');
  });

  test('may be own closed days, with or without a country', () => {
    for (const country of ['FR', null]) {
      const isHoliday = holidaysOf({ country, region: null, closedDays: ['2026-05-15'] });
      expect([isHoliday(dayNumber('2026-05-15')), isHoliday(dayNumber('2026-05-14'))]).toEqual([
        true,
        country === 'FR',
      ]);
    }
  });

  test('are known of countries and of regions that have their own', () => {
    expect(['FR', 'BE', 'CH', 'XX', 'fr', ''].map(isHolidayCountry)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(['57', '75', ''].map((region) => isHolidayRegion('FR', region))).toEqual([true, false, false]);
    expect(isHolidayRegion('XX', '1')).toBe(false);
  });
});
