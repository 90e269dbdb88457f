import { describe, expect, it } from 'vitest';
import { LEGAL_NOTICE, noticeOf } from '../../../src/domain/labour/notice-period.ts';
import { type Territory, type Workplace, workplaceHolidays } from '../../../src/domain/labour/workplace.ts';
import { dayNumber, localDate } from '../../../src/domain/schedule/calendar.ts';
import { holidaysOf } from '../../../src/domain/schedule/holidays.ts';
import { paris } from './clock.ts';

const told = (at: string, duty: string) => noticeOf(paris(at), paris(duty), LEGAL_NOTICE, 'Europe/Paris');

describe('notice of a duty (L3121-12, R3121-3)', () => {
  it('15 days ahead is in time, at whatever hour', () => {
    expect(told('2026-11-01 23:50', '2026-11-16 08:00')).toEqual({
      given: 'in-time',
      days: 15,
      clearDays: 14,
    });
    expect(told('2026-11-02 00:10', '2026-11-16 18:00').given).toBe('late');
  });

  it('a clear day is a whole calendar day, neither that of the notice nor that of the duty', () => {
    expect(told('2026-11-14 23:59', '2026-11-16 00:01')).toEqual({ given: 'late', days: 2, clearDays: 1 });
    expect(told('2026-11-15 00:01', '2026-11-16 23:59')).toEqual({
      given: 'too-late',
      days: 1,
      clearDays: 0,
    });
  });

  it('a clear day that is a Saturday is one: the rule of procedure is not in this article', () => {
    expect(told('2026-11-13 17:00', '2026-11-15 08:00').given).toBe('late');
  });

  it('an agreement sets other terms (L3121-11)', () => {
    const month = { days: 30, clearDays: 7 };
    expect(noticeOf(paris('2026-11-01 12:00'), paris('2026-11-20 08:00'), month, 'Europe/Paris').given).toBe(
      'late',
    );
  });
});

const days = (workplace: Workplace, year: number) => {
  const isHoliday = workplaceHolidays(workplace);
  const first = dayNumber(`${year}-01-01`);
  return Array.from({ length: 366 }, (_, index) => first + index)
    .filter((day) => localDate(day).startsWith(String(year)) && isHoliday(day))
    .map((day) => localDate(day).slice(5));
};
const france = (territory: Territory, goodFriday = false): Workplace => ({
  kind: 'france',
  territory,
  goodFriday,
  closedDays: [],
});

describe('public holidays of the workplace', () => {
  it('are eleven (L3133-1)', () => {
    expect(days(france('mainland'), 2026)).toEqual([
      '01-01',
      '04-06',
      '05-01',
      '05-08',
      '05-14',
      '05-25',
      '07-14',
      '08-15',
      '11-01',
      '11-11',
      '12-25',
    ]);
  });

  it('in Alsace-Moselle 26 December everywhere, Good Friday by commune (L3134-13)', () => {
    expect(days(france('alsace-moselle'), 2026)).toContain('12-26');
    expect(days(france('alsace-moselle'), 2026)).not.toContain('04-03');
    expect(days(france('alsace-moselle', true), 2026)).toContain('04-03');
    expect(days(france('mainland', true), 2026)).not.toContain('04-03');
  });

  it.each([
    ['mayotte', '04-27'],
    ['martinique', '05-22'],
    ['guadeloupe', '05-27'],
    ['saint-martin', '05-27'],
    ['guyane', '06-10'],
    ['saint-barthelemy', '10-09'],
    ['reunion', '12-20'],
  ] as const)('in %s the abolition of slavery on %s (L3422-2)', (territory, date) => {
    expect(days(france(territory), 2026)).toContain(date);
    expect(days(france('mainland'), 2026)).not.toContain(date);
  });

  it('moves with Easter as an independent calendar does', () => {
    const known = holidaysOf({ country: 'FR', region: null, closedDays: [] });
    const ours = workplaceHolidays(france('mainland'));
    const first = dayNumber('2000-01-01');
    const differing = Array.from({ length: 365 * 60 }, (_, index) => first + index).filter(
      (day) => known(day) !== ours(day),
    );
    expect(differing.map(localDate)).toEqual([]);
  });

  it('elsewhere are those of the country, and closed days are the team’s', () => {
    const swiss: Workplace = {
      kind: 'elsewhere',
      rule: { country: 'CH', region: null, closedDays: ['2026-12-24'] },
    };
    expect(days(swiss, 2026)).toContain('08-01');
    expect(days(swiss, 2026)).toContain('12-24');
  });
});
