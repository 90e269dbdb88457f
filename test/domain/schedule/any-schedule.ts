import fc from 'fast-check';
import type { DutyWindow, WindowPart } from '../../../src/domain/schedule/duty-window.ts';
import type {
  Absence,
  Override,
  Participant,
  PlannedShift,
  Rotation,
  ScheduleInForce,
  Trainee,
} from '../../../src/domain/schedule/schedule.ts';

/** Random schedules of ten years, with all that a schedule can have. */

export const FROM = Date.UTC(2020, 0, 1);
export const TO = Date.UTC(2030, 0, 1);
/** The last two change their clocks at midnight. */
export const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Tokyo',
  'America/Havana',
  'Africa/Cairo',
] as const;

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

const person = fc.constantFrom('alice', 'bob', 'chloe', 'david', 'emma');
/** Times at which clocks change are rare among all times, so they are drawn on purpose. */
const time = fc.oneof(
  fc.constantFrom('00:00', '01:30', '01:45', '02:00', '02:15', '02:30', '03:00', '08:00', '18:00', '22:00'),
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${two(hour)}:${two(minute)}`),
);
const weekday = fc.integer({ min: 1, max: 7 });
const dateIn = (from: number, to: number) =>
  fc.integer({ min: from / DAY, max: to / DAY }).map((day) => new Date(day * DAY).toISOString().slice(0, 10));
const date = dateIn(Date.UTC(2019, 2, 1), Date.UTC(2029, 11, 31));
/** As often as not; `fc.option` gives mostly null deep inside a value. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.tuple(fc.boolean(), arbitrary).map(([given, value]) => (given ? value : null));

/** From a minute to six weeks, scattered over ten years or crowded into one spring: those meet one another. */
const interval = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: FROM / MINUTE, max: TO / MINUTE }),
      fc.integer({ min: Date.UTC(2024, 2, 1) / MINUTE, max: Date.UTC(2024, 3, 30) / MINUTE }),
    ),
    fc.oneof(fc.integer({ min: 1, max: 1440 }), fc.integer({ min: 1440, max: 60_000 })),
  )
  .map(([start, length]) => ({ startAt: start * MINUTE, endAt: (start + length) * MINUTE }));

const weekTime = fc.record({ weekday, time });
const hours = fc.array(fc.record({ from: weekTime, to: weekTime }), {
  minLength: 1,
  maxLength: 4,
  size: 'max',
});
const dates = fc.tuple(date, date).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const part: fc.Arbitrary<WindowPart> = fc.record({
  hours: maybe(hours),
  holidays: fc.constantFrom('like-other-days' as const, 'excluded' as const, 'only' as const),
  dates: maybe(dates),
});
const window: fc.Arbitrary<DutyWindow> = fc.array(part, { minLength: 1, maxLength: 3, size: 'max' });

const participant: fc.Arbitrary<Participant> = fc.record({
  personId: fc.oneof({ weight: 6, arbitrary: person }, { weight: 1, arbitrary: fc.constant(null) }),
  from: maybe(date),
  until: maybe(date),
});

const trainee: fc.Arbitrary<Trainee> = fc.record({
  personId: fc.oneof(person, fc.constant('trainee')),
  besideId: maybe(person),
  from: maybe(date),
  until: maybe(date),
  isDialled: fc.boolean(),
});

const turn = fc.oneof(
  fc.record({ count: fc.integer({ min: 5, max: 400 }), unit: fc.constant('hours' as const) }),
  fc.record({
    count: fc.integer({ min: 1, max: 10 }),
    unit: fc.constantFrom('days' as const, 'weeks' as const, 'months' as const),
  }),
);

const rotation = fc
  .record({
    participants: fc.array(participant, { minLength: 1, maxLength: 6, size: 'max' }),
    atOnce: fc.oneof(
      { weight: 2, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: 2, max: 4 }) },
    ),
    turn,
    handoffTime: time,
    weekday,
    startDate: dateIn(Date.UTC(2019, 1, 1), Date.UTC(2026, 0, 1)),
    endDate: maybe(dateIn(Date.UTC(2026, 0, 2), Date.UTC(2029, 0, 1))),
    window: maybe(window),
    whenAbsent: fc.constantFrom('gap' as const, 'next-covers' as const),
  })
  .map(({ weekday: day, ...rest }) => ({ ...rest, handoffWeekday: rest.turn.unit === 'weeks' ? day : null }));

const rotations: fc.Arbitrary<readonly Rotation[]> = fc
  .array(rotation, { maxLength: 4, size: 'max' })
  .map((layers) => layers.map((layer, i) => ({ ...layer, id: `r${i}`, name: `Rotation ${i}` })));

const shift: fc.Arbitrary<PlannedShift> = fc
  .tuple(person, interval)
  .map(([personId, times]) => ({ personId, ...times }));
const absence: fc.Arbitrary<Absence> = shift;
const override: fc.Arbitrary<Override> = fc
  .tuple(fc.constantFrom('takes-over', 'adds', 'removes'), person, maybe(person), interval)
  .map(([action, personId, replacesId, times]): Override => {
    const rest = { madeBy: null, ...times };
    if (action === 'adds') return { action, personId, replacesId: null, ...rest };
    if (action === 'removes') return { action, personId: null, replacesId, ...rest };
    return { action: 'takes-over', personId, replacesId, ...rest };
  });

export const anySchedule: fc.Arbitrary<ScheduleInForce> = fc.record({
  id: fc.constant('any'),
  name: fc.constant('Any'),
  timeZone: fc.constantFrom(...ZONES),
  holidays: fc.record({
    country: fc.constantFrom('FR', null),
    region: fc.constantFrom('57', '67', '68', null),
    closedDays: fc.array(date, { maxLength: 5, size: 'max' }),
  }),
  coverage: maybe(window),
  rotations,
  trainees: fc.array(trainee, { maxLength: 2, size: 'max' }),
  shifts: fc.array(shift, { maxLength: 40, size: 'max' }),
  overrides: fc.array(override, { maxLength: 60, size: 'max' }),
  absences: fc.array(absence, { maxLength: 40, size: 'max' }),
});

function two(value: number): string {
  return String(value).padStart(2, '0');
}
