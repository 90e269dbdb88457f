import type { Override, Rotation, ScheduleInForce } from '../src/domain/schedule/schedule.ts';

/** A schedule such as ten years leave behind: the same each time, so that figures can be compared. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const DECADE_START = Date.UTC(2016, 0, 1);
export const DECADE_END = Date.UTC(2026, 0, 1);

const PEOPLE = ['alice', 'bob', 'chloe', 'david', 'emma', 'farid'];
const person = (i: number) => PEOPLE[i % PEOPLE.length] ?? '';
const everyDecade = (count: number) => (DECADE_END - DECADE_START) / count;

const NIGHTS = [1, 2, 3, 4].map((weekday) => ({
  from: { weekday, time: '18:00' },
  to: { weekday: weekday + 1, time: '08:00' },
}));
const WEEKENDS = [{ from: { weekday: 5, time: '18:00' }, to: { weekday: 1, time: '08:00' } }];

/** Four layers, 500 overrides, 200 planned shifts, 200 absences; people have joined and left. */
export function plannedDecade(id: string): ScheduleInForce {
  return {
    id,
    name: id,
    timeZone: 'Europe/Paris',
    holidays: { country: 'FR', region: '67', closedDays: [] },
    coverage: null,
    trainees: [],
    rotations: [
      rotation('holidays', [{ hours: null, holidays: 'only', dates: null }]),
      rotation('weekends', [{ hours: WEEKENDS, holidays: 'like-other-days', dates: null }]),
      rotation('nights', [{ hours: NIGHTS, holidays: 'excluded', dates: null }]),
      rotation('days', null),
    ],
    shifts: Array.from({ length: 200 }, (_, i) => {
      const startAt = DECADE_START + i * everyDecade(200);
      return { personId: person(i), startAt, endAt: startAt + 10 * HOUR };
    }),
    overrides: Array.from({ length: 500 }, (_, i): Override => {
      const startAt = DECADE_START + i * everyDecade(500);
      const replacesId = i % 3 === 0 ? null : person(i + 1);
      return {
        action: 'takes-over',
        personId: person(i),
        replacesId,
        madeBy: null,
        startAt,
        endAt: startAt + 12 * HOUR,
      };
    }),
    absences: Array.from({ length: 200 }, (_, i) => {
      const startAt = DECADE_START + i * everyDecade(200);
      return { personId: person(i), startAt, endAt: startAt + 5 * DAY };
    }),
  };
}

function rotation(id: string, window: Rotation['window']): Rotation {
  return {
    id,
    name: id,
    participants: PEOPLE.map((personId, i) => ({
      personId,
      from: i === 3 ? '2018-05-01' : null,
      until: i === 1 ? '2022-02-01' : null,
    })),
    atOnce: 1,
    turn: { count: 1, unit: 'weeks' },
    handoffTime: '08:00',
    handoffWeekday: 1,
    startDate: '2016-01-01',
    endDate: null,
    window,
    whenAbsent: 'next-covers',
  };
}
