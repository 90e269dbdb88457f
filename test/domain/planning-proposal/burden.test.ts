import { describe, expect, test } from 'vitest';
import { USUAL_WEIGHTS } from '../../../src/domain/planning-proposal/burden.ts';
import {
  type DutyHours,
  type SlotPattern,
  slotsOf,
} from '../../../src/domain/planning-proposal/slot-pattern.ts';
import { instantOf, localOf } from '../../../src/domain/schedule/wall-clock.ts';
import { duty, HEAVY, ZONE } from './any-problem.ts';

const TURN: SlotPattern = {
  name: 'duty',
  length: 'day',
  handoffWeekday: null,
  handoffTime: '08:00',
  hours: [],
  people: 1,
  skill: null,
};

function slotTimes(turn: Partial<SlotPattern>, from: string, to: string) {
  const period = { startAt: at(from), endAt: at(to) };
  return slotsOf([{ ...TURN, ...turn }], period, HEAVY, USUAL_WEIGHTS).map(({ pieces }) =>
    pieces.map(({ startAt, endAt }) => `${localOf(startAt, ZONE)} – ${localOf(endAt, ZONE)}`),
  );
}

function at(local: string): number {
  return instantOf(local, ZONE) ?? Number.NaN;
}

describe('the burden of a duty', () => {
  // Night is from 21:00 to 07:00 and counts 1 more; a weekend's hour counts 0.5 more, a holiday's 1 more.
  test.each([
    ['an hour of a working day counts 1', '2026-11-23', [0, '09:00', 0, '10:00'], 1],
    ['an hour of the night counts 2', '2026-11-23', [0, '22:00', 0, '23:00'], 2],
    ['a working day and its night', '2026-11-23', [0, '08:00', 1, '08:00'], 24 + 10],
    ['a Saturday', '2026-11-23', [5, '00:00', 5, '24:00'], 24 * 1.5 + 10],
    ['from Friday evening to Monday morning', '2026-11-23', [4, '18:00', 7, '08:00'], 62 + 48 * 0.5 + 30],
    ['Christmas, a Friday', '2026-12-21', [4, '00:00', 4, '24:00'], 24 * 2 + 10],
    [
      '1 November, a Sunday, counts as a holiday and not as a weekend too',
      '2026-10-26',
      [6, '09:00', 6, '10:00'],
      2,
    ],
    [
      'the night in which the clocks go back is an hour longer',
      '2026-10-19',
      [5, '21:00', 6, '07:00'],
      11 * 2.5,
    ],
    [
      'the night in which they go forward is an hour shorter',
      '2027-03-22',
      [5, '21:00', 6, '07:00'],
      9 * 2.5,
    ],
  ] as const)('%s', (_, monday, piece, burden) => {
    const [day, from, last, to] = piece;
    expect(duty(monday, [[day, from, last - day, to]]).burden).toBeCloseTo(burden);
  });
});

describe('the slots of a turn', () => {
  test('days are handed over at the same local time, also when the clocks change', () => {
    expect(slotTimes({}, '2026-10-24 00:00', '2026-10-26 00:00')).toEqual([
      ['2026-10-24 08:00 – 2026-10-25 08:00'],
      ['2026-10-25 08:00 – 2026-10-26 08:00'],
    ]);
  });

  test('a week of nights and a weekend, with a holiday, is one duty of several pieces', () => {
    const hours: DutyHours[] = [
      { weekdays: [1, 2, 3, 4, 5], onHolidays: false, from: '18:00', to: '08:00' },
      { weekdays: [6, 7], onHolidays: true, from: '08:00', to: '08:00' },
    ];
    const week = { length: 'week' as const, handoffWeekday: 1, handoffTime: '18:00', hours };
    expect(slotTimes(week, '2026-12-21 00:00', '2026-12-28 00:00')).toEqual([
      [
        '2026-12-21 18:00 – 2026-12-22 08:00',
        '2026-12-22 18:00 – 2026-12-23 08:00',
        '2026-12-23 18:00 – 2026-12-24 08:00',
        '2026-12-24 18:00 – 2026-12-28 08:00',
      ],
    ]);
  });

  test('only what starts within the period is a slot, and days without hours have none', () => {
    const hours = [{ weekdays: [6], onHolidays: false, from: '10:00', to: '18:00' }];
    expect(slotTimes({ hours }, '2026-11-23 00:00', '2026-12-05 08:00')).toEqual([
      ['2026-11-28 10:00 – 2026-11-28 18:00'],
    ]);
  });
});
