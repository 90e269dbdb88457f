import { describe, expect, test } from 'vitest';
import type { Rotation } from '../../../src/domain/schedule/schedule.ts';
import { days, during, hours, part, rotation, schedule, shiftsOf, whoOn } from './plan.ts';

const mondays = (from: string, count: number) => days(from, count * 7).filter((_, i) => i % 7 === 0);
const noon = (layer: Rotation, dates: readonly string[]) =>
  whoOn(schedule({ rotations: [layer] }), '12:00', dates);

describe('turns', () => {
  const daily = { turn: { count: 1, unit: 'days' }, startDate: '2026-01-05' } as const;

  test('of weeks: from Monday to Monday', () => {
    expect(noon(rotation('A B C'), mondays('2026-01-05', 7))).toBe('A B C A B C A');
    expect(noon(rotation('A B C'), days('2026-01-05', 8))).toBe('A A A A A A A B');
  });

  test('begin at the first handoff on or after the start: nobody before', () => {
    const fridays = rotation('A B', { handoffWeekday: 5, startDate: '2026-01-05' });
    expect(noon(fridays, days('2026-01-05', 12))).toBe('- - - - A A A A A A A B');
    expect(whoOn(schedule({ rotations: [fridays] }), '07:59', ['2026-01-09', '2026-01-10'])).toBe('- A');
  });

  test('of two weeks, of three days', () => {
    const fortnights = rotation('A B', { turn: { count: 2, unit: 'weeks' } });
    expect(noon(fortnights, mondays('2026-01-05', 6))).toBe('A A B B A A');
    const threes = rotation('A B', { ...daily, turn: { count: 3, unit: 'days' } });
    expect(noon(threes, days('2026-01-05', 8))).toBe('A A A B B B A A');
  });

  test('of hours: two a day, of which one is the night', () => {
    const halves = rotation('A B C', { ...daily, turn: { count: 12, unit: 'hours' } });
    expect(shiftsOf(schedule({ rotations: [halves] }), '2026-01-05 09:00', '2026-01-06 12:00')).toEqual([
      'A Mon 05 08:00 – Mon 05 20:00, 12 h',
      'B Mon 05 20:00 – Tue 06 08:00, 12 h',
      'C Tue 06 08:00 – Tue 06 20:00, 12 h',
    ]);
  });

  test('end at the handoff time of the last day, in the middle of a turn if need be', () => {
    const ended = rotation('A B', { endDate: '2026-01-15' });
    expect(shiftsOf(schedule({ rotations: [ended] }), '2026-01-12 12:00', '2026-02-12 12:00')).toEqual([
      'B Mon 12 08:00 – Thu 15 08:00, 72 h',
    ]);
  });

  test('of one person are shifts of their own', () => {
    expect(
      shiftsOf(schedule({ rotations: [rotation('A')] }), '2026-01-06 00:00', '2026-01-13 00:00'),
    ).toEqual(['A Mon 05 08:00 – Mon 12 08:00, 168 h', 'A Mon 12 08:00 – Mon 19 08:00, 168 h']);
  });
});

describe('people join and leave at handoffs', () => {
  const weeks = mondays('2026-01-05', 8);

  test.each([
    ['nobody does', 'A B C', 'A B C A B C A B'],
    ['D joins: the turns before stay as they were', 'A B C D[2026-02-02..]', 'A B C A B C D A'],
    ['D joins between A and B', 'A D[2026-02-02..] B C', 'A B C A D B C A'],
    ['D joins on a Tuesday: from the next handoff', 'A D[2026-02-03..] B C', 'A B C A B C A D'],
    ['B leaves: the next in the list follows', 'A B[..2026-01-19] C', 'A B C A C A C A'],
    ['B leaves during the turn: it is finished', 'A B[..2026-01-14] C', 'A B C A C A C A'],
    ['B leaves for a month and is listed again', 'A B[..2026-01-12] B[2026-02-09..] C', 'A C A C A B C A'],
    ['A and B leave together', 'A[..2026-01-19] B[..2026-01-19] C D', 'A B C D C D C D'],
    ['all leave: nobody is on duty', 'A[..2026-01-19] B[..2026-01-26]', 'A B B - - - - -'],
    ['A has two places', 'A B A C', 'A B A C A B A C'],
  ])('%s (%s)', (_, people, expected) => {
    expect(noon(rotation(people), weeks)).toBe(expected);
  });

  test('a turn of days asks for the day it begins on, not for the hours of the night', () => {
    const nights = rotation('A B[..2026-01-08]', { turn: { count: 1, unit: 'days' }, handoffTime: '20:00' });
    expect(whoOn(schedule({ rotations: [nights] }), '23:00', days('2026-01-05', 5))).toBe('A B A A A');
    expect(whoOn(schedule({ rotations: [nights] }), '07:00', days('2026-01-06', 4))).toBe('A B A A');
  });
});

describe('windows', () => {
  const noticeModule = part({ hours: hours('Mon 09:00-Mon 18:00', 'Tue 09:00-Tue 18:00') });

  test('cut turns, which go on outside', () => {
    const plan = schedule({
      rotations: [rotation('A B', { turn: { count: 1, unit: 'days' }, window: [noticeModule] })],
    });
    expect(shiftsOf(plan, '2026-01-05 00:00', '2026-01-14 00:00')).toEqual([
      'A Mon 05 09:00 – Mon 05 18:00, 9 h',
      'B Tue 06 09:00 – Tue 06 18:00, 9 h',
      'B Mon 12 09:00 – Mon 12 18:00, 9 h',
      'A Tue 13 09:00 – Tue 13 18:00, 9 h',
    ]);
  });

  test('may run over the end of the week', () => {
    const weekend = [part({ hours: hours('Fri 18:00-Mon 08:00') })];
    const plan = schedule({ rotations: [rotation('A B', { window: weekend, handoffWeekday: 5 })] });
    expect(shiftsOf(plan, '2026-01-12 07:00', '2026-01-17 00:00')).toEqual([
      'A Fri 09 18:00 – Mon 12 08:00, 62 h',
      'B Fri 16 18:00 – Mon 19 08:00, 62 h',
    ]);
  });

  test('with the same begin and end are the whole week', () => {
    const window = [part({ hours: hours('Wed 12:00-Wed 12:00') })];
    expect(noon(rotation('A', { window }), days('2026-01-05', 7))).toBe('A A A A A A A');
  });

  test('hold on the days of their dates, both included, and never when they have no part', () => {
    const window = [part({ dates: { from: '2026-01-07', to: '2026-01-08' } })];
    expect(noon(rotation('A', { window }), days('2026-01-06', 4))).toBe('- A A -');
    expect(noon(rotation('A', { window: [] }), days('2026-01-06', 4))).toBe('- - - -');
  });
});

describe('public holidays', () => {
  const france = { country: 'FR', region: null, closedDays: ['2026-05-15'] };
  const night = hours('Thu 20:00-Fri 08:00', 'Fri 20:00-Sat 08:00');
  const holidays = rotation('H', { id: 'h', name: 'Holidays', window: [part({ holidays: 'only' })] });
  const other = rotation('N', { window: [part({ hours: night, holidays: 'excluded' })] });

  test('cut a night at midnight: Ascension 2026 is Thursday 14 May, the bridge is a closed day', () => {
    const plan = schedule({ holidays: france, rotations: [holidays, other] });
    expect(shiftsOf(plan, '2026-05-07 12:00', '2026-05-17 00:00')).toEqual([
      'N Thu 07 20:00 – Fri 08 00:00, 4 h', // 8 May is a holiday too
      'H Fri 08 00:00 – Sat 09 00:00, 24 h',
      'N Sat 09 00:00 – Sat 09 08:00, 8 h',
      'H Thu 14 00:00 – Sat 16 00:00, 48 h',
      'N Sat 16 00:00 – Sat 16 08:00, 8 h',
    ]);
  });

  test('of Alsace-Moselle are holidays there only: Good Friday and 26 December', () => {
    const dates = ['2026-04-03', '2026-04-06', '2026-12-25', '2026-12-26'];
    const inRegion = (region: string | null) =>
      whoOn(
        schedule({ holidays: { country: 'FR', region, closedDays: [] }, rotations: [holidays] }),
        '12:00',
        dates,
      );
    expect(['57', '67', '68'].map(inRegion)).toEqual(['H H H H', 'H H H H', 'H H H H']);
    expect(inRegion(null)).toBe('- H H -');
    expect(inRegion('75')).toBe('- H H -');
  });

  test('go by the local date: in New York, 4 July begins at 04:00 UTC', () => {
    const plan = schedule({
      timeZone: 'America/New_York',
      holidays: { country: 'US', region: null, closedDays: [] },
      rotations: [holidays],
    });
    expect(shiftsOf(plan, '2028-07-03 00:00', '2028-07-06 00:00')).toEqual([
      'H Tue 04 00:00 – Wed 05 00:00, 24 h',
    ]);
  });
});

describe('layers', () => {
  const top = rotation('T', {
    id: 't',
    name: 'Top',
    window: [part({ hours: hours('Tue 00:00-Wed 00:00') })],
  });

  test('the first whose window and dates hold counts, also when nobody is there', () => {
    const plan = schedule({ rotations: [top, rotation('B')] });
    expect(whoOn(plan, '12:00', days('2026-01-05', 4))).toBe('B T B B');
    const away = schedule({
      ...plan,
      absences: [{ personId: 'T', ...during('2026-01-05 00:00', '2026-01-12 00:00') }],
    });
    expect(whoOn(away, '12:00', days('2026-01-05', 4))).toBe('B - B B');
  });

  test('a planned shift hides them all', () => {
    const shift = { personId: 'P', ...during('2026-01-06 11:00', '2026-01-06 13:00') };
    const plan = schedule({ rotations: [top, rotation('B')], shifts: [shift] });
    expect(shiftsOf(plan, '2026-01-06 00:00', '2026-01-07 00:00')).toEqual([
      'T Tue 06 00:00 – Tue 06 11:00, 11 h',
      'P Tue 06 11:00 – Tue 06 13:00, 2 h',
      'T Tue 06 13:00 – Wed 07 00:00, 11 h',
    ]);
  });
});
