import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { localDate } from '../../src/domain/schedule/calendar.ts';
import { NO_HOLIDAYS } from '../../src/domain/schedule/duty-window.ts';
import type { ScheduleInForce } from '../../src/domain/schedule/schedule.ts';
import { instantOf } from '../../src/domain/schedule/wall-clock.ts';
import { buildProblem } from '../../src/planning/proposal-request/build-problem.ts';
import { readRequest } from '../../src/planning/proposal-request/read-request.ts';
import { describeProblem } from '../../src/words/describe-problem.ts';

const ZONE = 'Europe/Paris';
const PERIOD = { startAt: at('2026-12-07 00:00'), endAt: at('2026-12-21 00:00') };
const CONTEXT = { timeZone: ZONE, period: PERIOD, knownPeople: new Set(['alice', 'bob', 'chloe']) };

function at(local: string): number {
  return instantOf(local, ZONE) ?? Number.NaN;
}

function requestOf(text: string) {
  const request = readRequest(text, CONTEXT);
  if (!request.ok) throw new Error(request.error.map(describeProblem).join('\n'));
  return request.value;
}

describe('a request', () => {
  test('may say no more than who: weeks from Monday morning, without rules', () => {
    const { people, patterns, rules, pastDays } = requestOf('people: { alice: , bob: }');
    expect(people).toEqual([
      { personId: 'alice', share: 1, joinedAt: null, wishes: [] },
      { personId: 'bob', share: 1, joinedAt: null, wishes: [] },
    ]);
    expect(patterns).toMatchObject([{ length: 'week', handoffWeekday: 1, handoffTime: '08:00' }]);
    expect(rules).toMatchObject({ restHours: null, noTwoWeeksRunning: false, caps: [] });
    expect(pastDays).toBe(180);
  });

  test('reads wishes as whole days, as times, and week by week', () => {
    const { people } = requestOf(`
people:
  alice:
    unavailable:
      - { start: 2026-12-08, end: 2026-12-09 }
      - { day: 2026-12-24 }
      - { start: 2026-12-10 12:00, end: 2026-12-10 18:00 }
    gladly: [{ every: [saturday], from: "08:00", to: "12:00" }]`);
    const preferences = people[0]?.wishes.map((wish) => [wish.preference, wish.startAt, wish.endAt]);
    expect(preferences).toEqual([
      ['unavailable', at('2026-12-08 00:00'), at('2026-12-10 00:00')],
      ['unavailable', at('2026-12-24 00:00'), at('2026-12-25 00:00')],
      ['unavailable', at('2026-12-10 12:00'), at('2026-12-10 18:00')],
      // The last reaches beyond the period, as a week of nights may.
      ...['2026-12-12', '2026-12-19', '2026-12-26'].map((day) => [
        'gladly',
        at(`${day} 08:00`),
        at(`${day} 12:00`),
      ]),
    ]);
  });

  test('every mistake is told at once, with its path and line', () => {
    const request = readRequest(
      `people:
  alice:
    unavailable:
      - { start: 2026-12-09, end: 2026-12-08 12:00 }
      - { dya: 2026-12-24 }
    share: none
  zoe: {}
turns:
  - { name: night, length: week, handoff: "08:00" }
rules:
  restHours: -1
  caps: [{ weekends: 2, nights: 3, per: month }]
holidays: [2026-02-30]
`,
      CONTEXT,
    );
    expect(request.ok ? [] : request.error.map(describeProblem).sort()).toEqual([
      'holidays.0, line 13: expected a day such as 2026-11-23, not "2026-02-30"',
      'people.alice.share, line 6: expected a number from 0.05 to 10, not "none"',
      'people.alice.unavailable.0.end, line 4: the end is not after the start',
      'people.alice.unavailable.1.dya, line 5: unknown key: expected one of start, end',
      'people.alice.unavailable.1.end, line 5: is missing: expected a date such as 2026-11-23, or a time such as 2026-11-23 18:00',
      'people.alice.unavailable.1.start, line 5: is missing: expected a date such as 2026-11-23, or a time such as 2026-11-23 18:00',
      'people.zoe, line 7: unknown person "zoe"',
      'rules.caps.0, line 12: expected one of hours, duties, nights, weekends, saturdays, sundays, holidays beside per',
      'rules.restHours, line 11: expected a whole number from 1 to 10000, not "-1"',
      'turns.0.handoff, line 9: expected a weekday and a time such as monday 08:00, not "08:00"',
    ]);
  });

  test('the example of the documentation is read without a mistake', () => {
    expect(requestOf(readFileSync('examples/planning-request.yaml', 'utf8')).patterns).toHaveLength(1);
  });
});

describe('the past', () => {
  const schedule = {
    id: 'primary',
    name: 'Primary',
    timeZone: ZONE,
    holidays: NO_HOLIDAYS,
    coverage: null,
    trainees: [],
    rotations: [],
    overrides: [],
    absences: [],
    shifts: [
      { personId: 'alice', startAt: at('2026-12-05 08:00'), endAt: at('2026-12-05 18:00') },
      { personId: 'alice', startAt: at('2026-12-08 08:00'), endAt: at('2026-12-08 18:00') },
      { personId: 'bob', startAt: at('2026-11-27 08:00'), endAt: at('2026-11-27 18:00') },
      { personId: 'bob', startAt: at('2026-01-05 08:00'), endAt: at('2026-01-05 18:00') },
    ],
  };
  const problemOf = (text: string) => buildProblem(requestOf(text), schedule, PERIOD, new Map());

  test('counts by its burden, as far back as asked; what the period replaces does not', () => {
    const { people } = problemOf('people: { alice: , bob: }\npastDays: 30');
    // Ten hours of a Saturday, ten of a Friday.
    expect(people.map((person) => [person.personId, person.pastBurden, person.fixed.length])).toEqual([
      ['alice', 15, 1],
      ['bob', 10, 1],
    ]);
  });

  test('is duty as it was in force: by turns and by replacements too', () => {
    const replaced = {
      ...schedule,
      overrides: [
        {
          action: 'takes-over' as const,
          personId: 'chloe',
          replacesId: 'alice',
          madeBy: null,
          startAt: at('2026-12-05 08:00'),
          endAt: at('2026-12-05 18:00'),
        },
      ],
    };
    const request = requestOf('people: { alice: , bob: , chloe: }\npastDays: 30');
    const { people } = buildProblem(request, replaced, PERIOD, new Map());
    expect(people.map(({ pastBurden }) => pastBurden)).toEqual([0, 10, 15]);
  });

  test('who joined since has not to make up for it', () => {
    const { people } = problemOf(
      'people: { alice: , bob: , chloe: { joined: 2026-11-22, share: 0.5 } }\npastDays: 30',
    );
    // Away for half of the 30 days, at half of the others' 12.5 on average.
    expect(people[2]?.pastBurden).toBeCloseTo(12.5 / 4);
  });
});

describe('what the schedule knows is not asked again', () => {
  const schedule: ScheduleInForce = {
    id: 'primary',
    name: 'Primary',
    timeZone: ZONE,
    holidays: { country: 'FR', region: null, closedDays: [] },
    coverage: null,
    trainees: [],
    rotations: [],
    shifts: [],
    overrides: [],
    absences: [{ personId: 'bob', startAt: at('2026-12-24 00:00'), endAt: at('2026-12-28 00:00') }],
  };
  const period = { startAt: at('2026-12-21 08:00'), endAt: at('2026-12-28 08:00') };
  const problem = buildProblem(requestOf('people: { alice: , bob: }'), schedule, period, new Map());

  test('who is absent is unavailable', () => {
    expect(problem.people[1]?.wishes).toEqual([
      { startAt: at('2026-12-24 00:00'), endAt: at('2026-12-28 00:00'), preference: 'unavailable' },
    ]);
    expect(problem.people[0]?.wishes).toEqual([]);
  });

  test('its public holidays weigh', () => {
    expect(problem.slots.flatMap(({ calendar }) => calendar.holidays.map(localDate))).toEqual(['2026-12-25']);
  });
});
