import { describe, expect, test } from 'vitest';
import type { Rotation } from '../../../src/domain/schedule/schedule.ts';
import { hours, part, rotation, schedule, shiftsOf } from './plan.ts';

/** The tables of docs/schedules.md: what each rule means on the days when clocks change. */

const everyDay = (handoffTime: string, startDate: string): Rotation =>
  rotation('A B', { turn: { count: 1, unit: 'days' }, handoffTime, startDate });
const everyTwelveHours = (startDate: string): Rotation =>
  rotation('A B', { turn: { count: 12, unit: 'hours' }, handoffTime: '20:00', startDate });
const nights = (startDate: string): Rotation =>
  rotation('A', {
    turn: { count: 1, unit: 'weeks' },
    startDate,
    window: [part({ hours: hours('Sat 22:00-Sun 06:00') })],
  });

/** Of the shift that the change falls into. */
const duringChange = (zone: string, layer: Rotation, from: string, to: string) =>
  shiftsOf(schedule({ timeZone: zone, rotations: [layer] }), from, to);

describe.each([
  // zone, the Saturday before, spring or autumn, then what is expected of each rule
  {
    zone: 'Europe/Paris',
    when: 'spring 2026: 02:00 becomes 03:00 on 29 March',
    saturday: '2026-03-28',
    sunday: '2026-03-29',
    daily: 'A Sat 28 08:00 – Sun 29 08:00, 23 h',
    inTheGap: ['A Sat 28 02:30 – Sun 29 03:30, 24 h', 'B Sun 29 03:30 – Mon 30 02:30, 23 h'],
    twelve: 'A Sat 28 20:00 – Sun 29 09:00, 12 h',
    night: 'A Sat 28 22:00 – Sun 29 06:00, 7 h',
  },
  {
    zone: 'Europe/Paris',
    when: 'autumn 2026: 03:00 becomes 02:00 on 25 October',
    saturday: '2026-10-24',
    sunday: '2026-10-25',
    daily: 'A Sat 24 08:00 – Sun 25 08:00, 25 h',
    inTheGap: ['A Sat 24 02:30 – Sun 25 02:30, 24 h', 'B Sun 25 02:30 – Mon 26 02:30, 25 h'],
    twelve: 'A Sat 24 20:00 – Sun 25 07:00, 12 h',
    night: 'A Sat 24 22:00 – Sun 25 06:00, 9 h',
  },
  {
    zone: 'America/New_York',
    when: 'spring 2026: 02:00 becomes 03:00 on 8 March',
    saturday: '2026-03-07',
    sunday: '2026-03-08',
    daily: 'A Sat 07 08:00 – Sun 08 08:00, 23 h',
    inTheGap: ['A Sat 07 02:30 – Sun 08 03:30, 24 h', 'B Sun 08 03:30 – Mon 09 02:30, 23 h'],
    twelve: 'A Sat 07 20:00 – Sun 08 09:00, 12 h',
    night: 'A Sat 07 22:00 – Sun 08 06:00, 7 h',
  },
  {
    zone: 'America/New_York',
    when: 'autumn 2026: 02:00 becomes 01:00 on 1 November',
    saturday: '2026-10-31',
    sunday: '2026-11-01',
    daily: 'A Sat 31 08:00 – Sun 01 08:00, 25 h',
    // 02:30 comes once; 01:30 would come twice.
    inTheGap: ['A Sat 31 02:30 – Sun 01 02:30, 25 h', 'B Sun 01 02:30 – Mon 02 02:30, 24 h'],
    twelve: 'A Sat 31 20:00 – Sun 01 07:00, 12 h',
    night: 'A Sat 31 22:00 – Sun 01 06:00, 9 h',
  },
  {
    zone: 'Australia/Lord_Howe',
    when: 'spring 2026: 02:00 becomes 02:30 on 4 October',
    saturday: '2026-10-03',
    sunday: '2026-10-04',
    daily: 'A Sat 03 08:00 – Sun 04 08:00, 23.5 h',
    // 02:30 is the first minute after the change.
    inTheGap: ['A Sat 03 02:30 – Sun 04 02:30, 23.5 h', 'B Sun 04 02:30 – Mon 05 02:30, 24 h'],
    twelve: 'A Sat 03 20:00 – Sun 04 08:30, 12 h',
    night: 'A Sat 03 22:00 – Sun 04 06:00, 7.5 h',
  },
  {
    zone: 'Australia/Lord_Howe',
    when: 'autumn 2026: 02:00 becomes 01:30 on 5 April',
    saturday: '2026-04-04',
    sunday: '2026-04-05',
    daily: 'A Sat 04 08:00 – Sun 05 08:00, 24.5 h',
    inTheGap: ['A Sat 04 02:30 – Sun 05 02:30, 24.5 h', 'B Sun 05 02:30 – Mon 06 02:30, 24 h'],
    twelve: 'A Sat 04 20:00 – Sun 05 07:30, 12 h',
    night: 'A Sat 04 22:00 – Sun 05 06:00, 8.5 h',
  },
  {
    zone: 'Asia/Tokyo',
    when: 'never',
    saturday: '2026-03-28',
    sunday: '2026-03-29',
    daily: 'A Sat 28 08:00 – Sun 29 08:00, 24 h',
    inTheGap: ['A Sat 28 02:30 – Sun 29 02:30, 24 h', 'B Sun 29 02:30 – Mon 30 02:30, 24 h'],
    twelve: 'A Sat 28 20:00 – Sun 29 08:00, 12 h',
    night: 'A Sat 28 22:00 – Sun 29 06:00, 8 h',
  },
])('clocks change in $zone, $when', ({ zone, saturday, sunday, daily, inTheGap, twelve, night }) => {
  test('turns of days go by the local calendar: the turn is as long as the day is', () => {
    expect(duringChange(zone, everyDay('08:00', saturday), `${sunday} 00:00`, `${sunday} 01:00`)).toEqual([
      daily,
    ]);
  });

  test('a handoff at 02:30 happens once, by the ruling for times that are missing or come twice', () => {
    expect(duringChange(zone, everyDay('02:30', saturday), `${sunday} 00:00`, `${sunday} 12:00`)).toEqual(
      inTheGap,
    );
  });

  test('turns of hours are real hours: the next handoffs move on the clock', () => {
    expect(duringChange(zone, everyTwelveHours(saturday), `${sunday} 00:00`, `${sunday} 01:00`)).toEqual([
      twelve,
    ]);
  });

  test('a night is as long as it is between its hours', () => {
    const start = new Date(Date.parse(saturday) - 5 * 86_400_000).toISOString().slice(0, 10);
    expect(duringChange(zone, nights(start), `${sunday} 00:00`, `${sunday} 01:00`)).toEqual([night]);
  });
});

describe('a time that comes twice', () => {
  test.each([
    ['Europe/Paris', '2026-10-24', 'B Sun 25 02:30 – Mon 26 02:30, 25 h', '02:30'],
    ['America/New_York', '2026-10-31', 'B Sun 01 01:30 – Mon 02 01:30, 25 h', '01:30'],
    ['Australia/Lord_Howe', '2026-04-04', 'B Sun 05 01:45 – Mon 06 01:45, 24.5 h', '01:45'],
  ])('in %s the handoff is at the first', (zone, saturday, second, time) => {
    const sunday = new Date(Date.parse(saturday) + 86_400_000).toISOString().slice(0, 10);
    const shifts = duringChange(zone, everyDay(time, saturday), `${sunday} 12:00`, `${sunday} 13:00`);
    expect(shifts).toEqual([second]);
  });

  test('hours that end at it end at the first, and do not come back', () => {
    const window = [part({ hours: hours('Sat 22:00-Sun 02:30') })];
    const plan = schedule({ rotations: [rotation('A', { startDate: '2026-10-19', window })] });
    expect(shiftsOf(plan, '2026-10-25 00:00', '2026-10-25 12:00')).toEqual([
      'A Sat 24 22:00 – Sun 25 02:30, 4.5 h',
    ]);
  });
});

describe('a time that is missing', () => {
  test('hours that begin at it begin as long after the change', () => {
    const window = [part({ hours: hours('Sun 02:30-Sun 06:00') })];
    const plan = schedule({ rotations: [rotation('A', { startDate: '2026-03-23', window })] });
    expect(shiftsOf(plan, '2026-03-29 00:00', '2026-03-29 12:00')).toEqual([
      'A Sun 29 03:30 – Sun 29 06:00, 2.5 h',
    ]);
  });

  test('hours that are missing altogether never hold', () => {
    const window = [part({ hours: hours('Sun 02:30-Sun 03:00') })];
    const plan = schedule({ rotations: [rotation('A', { startDate: '2026-03-23', window })] });
    expect(shiftsOf(plan, '2026-03-29 00:00', '2026-03-29 12:00')).toEqual([]);
    expect(shiftsOf(plan, '2026-04-05 00:00', '2026-04-05 12:00')).toEqual([
      'A Sun 05 02:30 – Sun 05 03:00, 0.5 h',
    ]);
  });
});
