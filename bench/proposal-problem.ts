import { dutyOf, USUAL_WEIGHTS } from '../src/domain/planning-proposal/burden.ts';
import { atLocal, type HeavyHours } from '../src/domain/planning-proposal/local-calendar.ts';
import type {
  Candidate,
  PlanningProblem,
  Preference,
  Wish,
} from '../src/domain/planning-proposal/problem.ts';
import type { Rules } from '../src/domain/planning-proposal/rules.ts';
import { type SlotPattern, slotsOf } from '../src/domain/planning-proposal/slot-pattern.ts';
import { dayNumber, localDate } from '../src/domain/schedule/calendar.ts';

/** How the three months are cut. */
export const SHAPES = [
  'weeks',
  'days',
  'days and nights',
  'nights in weeks',
  'two lines of days',
  'more than they can',
] as const;
export type Shape = (typeof SHAPES)[number];

const ZONE = 'Europe/Paris';
const FIRST_DAY = dayNumber('2026-10-05');
const DAYS = 91;
const HOLIDAYS = ['2026-11-01', '2026-11-11', '2026-12-25', '2027-01-01'];

const HEAVY: HeavyHours = {
  timeZone: ZONE,
  nightFrom: '21:00',
  nightTo: '07:00',
  isHoliday: (day) => HOLIDAYS.includes(localDate(day)),
};

const TURN = { people: 1, skill: null, hours: [], handoffWeekday: null, handoffTime: '08:00' };
const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7];
const NO_CAP = { longestRunDays: null, noTwoWeeksRunning: false };
const TWO_WEEKENDS = { count: 'weekends', per: 'month', atMost: 2, personId: null } as const;

const PLANS: Readonly<Record<Shape, { readonly turns: readonly SlotPattern[]; readonly rules: Rules }>> = {
  weeks: {
    turns: [{ ...TURN, name: 'week', length: 'week', handoffWeekday: 1 }],
    rules: { ...NO_CAP, longestRunHours: 168, restHours: null, noTwoWeeksRunning: true, caps: [] },
  },
  days: {
    turns: [{ ...TURN, name: 'day', length: 'day' }],
    rules: { ...NO_CAP, longestRunHours: 48, restHours: 72, caps: [TWO_WEEKENDS] },
  },
  'days and nights': {
    turns: [
      {
        ...TURN,
        name: 'day',
        length: 'day',
        hours: [{ weekdays: ALL_DAYS, onHolidays: false, from: '08:00', to: '20:00' }],
      },
      {
        ...TURN,
        name: 'night',
        length: 'day',
        hours: [{ weekdays: ALL_DAYS, onHolidays: false, from: '20:00', to: '08:00' }],
      },
    ],
    rules: {
      longestRunHours: 12,
      longestRunDays: 4,
      restHours: 11,
      noTwoWeeksRunning: false,
      caps: [{ count: 'nights', per: 'month', atMost: 5, personId: null }, TWO_WEEKENDS],
    },
  },
  'nights in weeks': {
    turns: [
      {
        ...TURN,
        name: 'nights',
        length: 'week',
        handoffWeekday: 5,
        handoffTime: '18:00',
        hours: [
          { weekdays: [1, 2, 3, 4, 5], onHolidays: false, from: '18:00', to: '08:00' },
          { weekdays: [6, 7], onHolidays: true, from: '08:00', to: '08:00' },
        ],
      },
    ],
    rules: { ...NO_CAP, longestRunHours: 168, restHours: null, noTwoWeeksRunning: true, caps: [] },
  },
  'two lines of days': {
    turns: [
      { ...TURN, name: 'first', length: 'day' },
      { ...TURN, name: 'second', length: 'day', skill: 'network' },
    ],
    rules: { ...NO_CAP, longestRunHours: 48, restHours: 48, caps: [{ ...TWO_WEEKENDS, atMost: 3 }] },
  },
  'more than they can': {
    turns: [{ ...TURN, name: 'day', length: 'day' }],
    rules: { ...NO_CAP, longestRunHours: 24, restHours: 168, caps: [TWO_WEEKENDS] },
  },
};

/** Ten people with leave, wishes and an uneven past, for three months; the same for the same seed. */
export function proposalProblem(shape: Shape, seed: number): PlanningProblem {
  const random = randomFrom(seed);
  const { turns, rules } = PLANS[shape];
  const period = { startAt: midnight(FIRST_DAY), endAt: midnight(FIRST_DAY + DAYS) };
  return {
    slots: slotsOf(turns, period, HEAVY, USUAL_WEIGHTS),
    people: Array.from({ length: 10 }, (_, index) => person(index, random)),
    rules,
  };
}

function person(index: number, random: () => number): Candidate {
  const wish = (preference: Preference, days: number): Wish => {
    const first = FIRST_DAY + Math.floor(random() * (DAYS - days));
    return { preference, startAt: midnight(first), endAt: midnight(first + days) };
  };
  const several = (count: number, preference: Preference, days: number) =>
    Array.from({ length: count }, () => wish(preference, days));
  const lastDay = FIRST_DAY - 1 - index;
  return {
    personId: `person-${index + 1}`,
    skills: index % 2 === 0 ? ['network'] : [],
    share: index === 9 ? 0.5 : 1,
    wishes: [
      ...several(2, 'unavailable', 7),
      ...several(1, 'unavailable', 2),
      ...several(6, 'rather-not', 2),
      ...several(3, 'gladly', 2),
    ],
    fixed: [
      dutyOf(
        [{ startAt: atLocal(lastDay, '08:00', ZONE), endAt: atLocal(lastDay + 1, '08:00', ZONE) }],
        HEAVY,
        USUAL_WEIGHTS,
      ),
    ],
    pastBurden: Math.round(random() * 200),
  };
}

function midnight(day: number): number {
  return atLocal(day, '00:00', ZONE);
}

/** Lehmer's generator: a bench needs the same numbers everywhere, not good ones. */
function randomFrom(seed: number): () => number {
  let state = (seed * 7919) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
