import { describe, expect, it } from 'vitest';
import { outlookOf } from '../../../src/domain/schedule/outlook.ts';
import type { Rotation, ScheduleInForce } from '../../../src/domain/schedule/schedule.ts';

const DAY = 24 * 3_600_000;
const MONDAY = Date.UTC(2027, 0, 4);
const WEEKDAYS = [
  {
    hours: [1, 2, 3, 4, 5].map((weekday) => ({
      from: { weekday, time: '08:00' },
      to: { weekday, time: '18:00' },
    })),
    holidays: 'like-other-days',
    dates: null,
  },
] as const;

function schedule(people: number, more: Partial<Rotation>): ScheduleInForce {
  const rotation: Rotation = {
    id: 'days',
    name: 'Days',
    participants: Array.from({ length: people }, (_, index) => ({
      personId: `p${index + 1}`,
      from: null,
      until: null,
    })),
    atOnce: 1,
    turn: { count: 1, unit: 'days' },
    handoffTime: '08:00',
    handoffWeekday: null,
    startDate: '2027-01-04',
    endDate: null,
    window: WEEKDAYS,
    whenAbsent: 'gap',
    ...more,
  };
  return {
    id: 'primary',
    name: 'Primary',
    timeZone: 'UTC',
    holidays: { country: null, region: null, closedDays: [] },
    coverage: null,
    trainees: [],
    rotations: [rotation],
    shifts: [],
    overrides: [],
    absences: [],
  };
}

describe('what comes of a planning', () => {
  it('two of seven people on weekdays never serve, and are named', () => {
    const { never, served } = outlookOf(schedule(7, {}), MONDAY, MONDAY + 56 * DAY);
    expect(never).toEqual(['p6', 'p7']);
    expect(served[0]).toEqual({ personId: 'p1', times: 8, hours: 80 });
  });

  it('nobody is named whom another rotation serves', () => {
    const days = schedule(7, {});
    const nights: Rotation = {
      ...(days.rotations[0] as Rotation),
      id: 'nights',
      participants: [{ personId: 'p7', from: null, until: null }],
      window: null,
      startDate: '2027-06-07',
    };
    const both = { ...days, rotations: [...days.rotations, nights] };
    expect(outlookOf(both, MONDAY, MONDAY + 56 * DAY).never).toEqual(['p6']);
  });

  it('of six people on weekdays all do, sooner or later', () => {
    expect(outlookOf(schedule(6, {}), MONDAY, MONDAY + 7 * DAY).never).toEqual([]);
  });

  it('whose turn comes after the weeks that are shown does not count as never', () => {
    const weeks = { turn: { count: 1, unit: 'weeks' }, handoffWeekday: 1, window: null } as const;
    const { never, served } = outlookOf(schedule(10, weeks), MONDAY, MONDAY + 56 * DAY);
    expect(served.filter(({ times }) => times === 0)).toHaveLength(2);
    expect(never).toEqual([]);
  });

  it('says the gaps', () => {
    const { gaps } = outlookOf(schedule(2, { startDate: '2027-01-11' }), MONDAY, MONDAY + 14 * DAY);
    expect(gaps).toEqual([]);
    const covered = { ...schedule(2, { startDate: '2027-01-11' }), coverage: WEEKDAYS };
    expect(outlookOf(covered, MONDAY, MONDAY + 14 * DAY).gaps).toHaveLength(5);
  });
});
