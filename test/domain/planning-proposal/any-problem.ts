import fc from 'fast-check';
import { dutyOf, USUAL_WEIGHTS } from '../../../src/domain/planning-proposal/burden.ts';
import { atLocal, type HeavyHours } from '../../../src/domain/planning-proposal/local-calendar.ts';
import type {
  Candidate,
  PlanningProblem,
  Preference,
  Slot,
} from '../../../src/domain/planning-proposal/problem.ts';
import {
  CAP_COUNTS,
  CAP_PERIODS,
  type Cap,
  type Rules,
} from '../../../src/domain/planning-proposal/rules.ts';
import { dayNumber, localDate } from '../../../src/domain/schedule/calendar.ts';

export const ZONE = 'Europe/Paris';
export const NIGHT = { from: '21:00', to: '07:00' };
export const HOLIDAYS = ['2026-11-01', '2026-12-25', '2027-01-01', '2027-03-29'];

export const HEAVY: HeavyHours = {
  timeZone: ZONE,
  nightFrom: NIGHT.from,
  nightTo: NIGHT.to,
  isHoliday: (day) => HOLIDAYS.includes(localDate(day)),
};

/** Days after the first, and local times. */
type Piece = readonly [day: number, from: string, days: number, to: string];

export function duty(monday: string, pieces: readonly Piece[]) {
  const first = dayNumber(monday);
  return dutyOf(
    pieces.map(([day, from, days, to]) => ({
      startAt: atLocal(first + day, from, ZONE),
      endAt: atLocal(first + day + days, to, ZONE),
    })),
    HEAVY,
    USUAL_WEIGHTS,
  );
}

export function slot(
  monday: string,
  id: string,
  pieces: readonly Piece[],
  dependencies: Partial<Slot> = {},
): Slot {
  return { id, name: 'duty', people: 1, skill: null, ...duty(monday, pieces), ...dependencies };
}

/** How a small period can be cut into slots: `index` counts slots. */
const CUTS: readonly { readonly pieces: (index: number) => readonly Piece[]; readonly most: number }[] = [
  { most: 6, pieces: (index) => [[index, '08:00', 1, '08:00']] },
  { most: 6, pieces: (index) => [[index, '18:00', 1, '08:00']] },
  {
    most: 6,
    pieces: (index) => [
      index % 2 === 0 ? [index / 2, '08:00', 0, '20:00'] : [(index - 1) / 2, '20:00', 1, '08:00'],
    ],
  },
  // Two lines of duty at the same hours.
  { most: 6, pieces: (index) => [[Math.floor(index / 2), '08:00', 1, '08:00']] },
  // Hand-offs that do not meet.
  { most: 6, pieces: (index) => [[index, index % 2 === 0 ? '08:00' : '02:30', 1, '12:00']] },
  { most: 5, pieces: (index) => [[index * 7, '18:00', 7, '18:00']] },
  {
    most: 4,
    pieces: (index) =>
      [0, 1, 2, 3, 4].map((day): Piece => [index * 7 + day, '18:00', day === 4 ? 3 : 1, '08:00']),
  },
];

/** Mondays before the clocks go back, before they go forward, and before a year's end. */
const MONDAYS = ['2026-10-19', '2027-03-22', '2026-12-21'];

const cap: fc.Arbitrary<Cap> = fc.record({
  count: fc.constantFrom(...CAP_COUNTS),
  per: fc.constantFrom(...CAP_PERIODS),
  atMost: fc.constantFrom(1, 2, 3, 30, 60),
  personId: fc.constantFrom(null, 'a'),
});

const rules: fc.Arbitrary<Rules> = fc.record({
  longestRunHours: fc.constantFrom(null, 14, 24, 48, 168),
  longestRunDays: fc.constantFrom(null, null, 1, 2, 5),
  restHours: fc.constantFrom(null, 10, 11, 24, 48, 168),
  noTwoWeeksRunning: fc.boolean(),
  caps: fc.array(cap, { maxLength: 2 }),
});

function person(personId: string, monday: string): fc.Arbitrary<Candidate> {
  const wish = fc
    .tuple(
      fc.constantFrom<Preference>('unavailable', 'rather-not', 'gladly'),
      fc.nat(12),
      fc.integer({ min: 1, max: 3 }),
    )
    .map(([preference, from, days]) => ({
      preference,
      startAt: atLocal(dayNumber(monday) + from, '00:00', ZONE),
      endAt: atLocal(dayNumber(monday) + from + days, '00:00', ZONE),
    }));
  const before = fc
    .integer({ min: -9, max: -1 })
    .chain((day) =>
      fc.constantFrom<Piece>(
        [day, '08:00', 1, '08:00'],
        [day, '18:00', 1, '08:00'],
        [day - 3, '08:00', 4, '08:00'],
      ),
    );
  const after = fc.integer({ min: 3, max: 9 }).map((day): Piece => [day, '08:00', 1, '08:00']);
  const fixed = fc
    .array(fc.oneof({ weight: 4, arbitrary: before }, { weight: 1, arbitrary: after }), { maxLength: 3 })
    .map((pieces) => pieces.map((piece) => duty(monday, [piece])));
  return fc.record({
    personId: fc.constant(personId),
    skills: fc.constantFrom([], ['network'], ['network']),
    share: fc.constantFrom(1, 1, 0.5),
    wishes: fc.array(wish, { maxLength: 2 }),
    fixed,
    pastBurden: fc.nat(100),
  });
}

/** A problem small enough to try every planning for it. */
export const anyProblem: fc.Arbitrary<PlanningProblem> = fc
  .record({
    monday: fc.constantFrom(...MONDAYS),
    cut: fc.constantFrom(...CUTS),
    count: fc.integer({ min: 1, max: 6 }),
    personIds: fc.constantFrom(['a'], ['a', 'b'], ['a', 'b'], ['a', 'b', 'c']),
    rules,
    dependencies: fc.array(
      fc.record({ people: fc.constantFrom(1, 1, 1, 2), skill: fc.constantFrom(null, null, 'network') }),
      { minLength: 6, maxLength: 6 },
    ),
  })
  .chain(({ monday, cut, count, personIds, rules: some, dependencies }) =>
    fc.record({
      slots: fc.constant(
        Array.from({ length: Math.min(count, cut.most) }, (_, index) =>
          slot(monday, `s${index}`, cut.pieces(index), dependencies[index]),
        ).toSorted((a, b) => a.startAt - b.startAt),
      ),
      people: fc.tuple(...personIds.map((id) => person(id, monday))),
      rules: fc.constant(some),
    }),
  );
