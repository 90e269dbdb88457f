import { describe, expect, test } from 'vitest';
import { absentOnDuty, gaps, overlaps } from '../../../src/domain/schedule/coverage.ts';
import { nextHandoff, onCallAt } from '../../../src/domain/schedule/resolve-on-call.ts';
import type { Absence, Override, ScheduleInForce } from '../../../src/domain/schedule/schedule.ts';
import { localOf } from '../../../src/domain/schedule/wall-clock.ts';
import { at, days, during, hours, part, rotation, schedule, shiftsOf, whoOn } from './plan.ts';

const absent = (personId: string, from: string, to: string): Absence => ({ personId, ...during(from, to) });
const override = (
  action: Override['action'],
  personId: string | null,
  replacesId: string | null,
  from: string,
  to: string,
): Override => ({ action, personId, replacesId, madeBy: null, ...during(from, to) });
const told = (plan: ScheduleInForce, intervals: readonly { startAt: number; endAt: number }[]) =>
  intervals.map(
    ({ startAt, endAt }) => `${localOf(startAt, plan.timeZone)} – ${localOf(endAt, plan.timeZone)}`,
  );

const JANUARY = [at('2026-01-05 08:00'), at('2026-02-02 08:00')] as const;

describe('somebody is absent in their turn', () => {
  const days1 = rotation('A B C', { turn: { count: 1, unit: 'days' } });
  const away = [absent('B', '2026-01-06 12:00', '2026-01-06 18:00')];

  test('a gap, when the rotation wants none else', () => {
    const plan = schedule({ rotations: [days1], absences: away });
    expect(shiftsOf(plan, '2026-01-06 08:00', '2026-01-07 08:00')).toEqual([
      'B Tue 06 08:00 – Tue 06 12:00, 4 h',
      'B Tue 06 18:00 – Wed 07 08:00, 14 h',
    ]);
    expect(told(plan, gaps(plan, ...JANUARY))).toEqual(['2026-01-06 12:00 – 2026-01-06 18:00']);
    expect(absentOnDuty(plan, ...JANUARY).map(({ personId }) => personId)).toEqual(['B']);
  });

  test('the next participant covers during the absence only, and the reason says for whom', () => {
    const plan = schedule({ rotations: [{ ...days1, whenAbsent: 'next-covers' }], absences: away });
    expect(shiftsOf(plan, '2026-01-06 08:00', '2026-01-07 08:00')).toEqual([
      'B Tue 06 08:00 – Tue 06 12:00, 4 h',
      'C Tue 06 12:00 – Tue 06 18:00, 6 h',
      'B Tue 06 18:00 – Wed 07 08:00, 14 h',
    ]);
    const [chloe] = onCallAt(plan, at('2026-01-06 13:00'));
    expect(chloe).toMatchObject({
      reason: { kind: 'rotation', coversId: 'B' },
      until: at('2026-01-06 18:00'),
    });
    expect(gaps(plan, ...JANUARY)).toEqual([]);
    expect(absentOnDuty(plan, ...JANUARY)).toEqual([]);
  });

  test('the cover is absent too: the one after, in the order of turns; a gap when all are', () => {
    const week = ['2026-01-05 00:00', '2026-01-12 00:00'] as const;
    const plan = (...people: string[]) =>
      schedule({
        rotations: [{ ...days1, whenAbsent: 'next-covers' }],
        absences: people.map((person) => absent(person, ...week)),
      });
    expect(whoOn(plan(), '12:00', days('2026-01-05', 6))).toBe('A B C A B C');
    expect(whoOn(plan('B'), '12:00', days('2026-01-05', 6))).toBe('A C C A C C');
    expect(whoOn(plan('B', 'C'), '12:00', days('2026-01-05', 6))).toBe('A A A A A A');
    expect(whoOn(plan('A', 'B', 'C'), '12:00', days('2026-01-05', 6))).toBe('- - - - - -');
  });

  test('an override that replaces them replaces whoever covers for them, and so does one that replaces the cover', () => {
    const plan = (replaced: string) =>
      schedule({
        rotations: [{ ...days1, whenAbsent: 'next-covers' }],
        absences: [absent('B', '2026-01-06 08:00', '2026-01-07 08:00')],
        overrides: [override('takes-over', 'D', replaced, '2026-01-06 12:00', '2026-01-06 18:00')],
      });
    expect(whoOn(plan('B'), '13:00', ['2026-01-06'])).toBe('D');
    expect(whoOn(plan('C'), '13:00', ['2026-01-06'])).toBe('D');
    expect(whoOn(plan('A'), '13:00', ['2026-01-06'])).toBe('C');
  });
});

describe('somebody absent is planned or named', () => {
  const shift = { personId: 'A', ...during('2026-01-06 08:00', '2026-01-06 18:00') };
  const whole = ['2026-01-06 00:00', '2026-01-07 00:00'] as const;

  test('a planned shift of theirs is a gap, and hides the rotation all the same', () => {
    const plan = schedule({ rotations: [rotation('R')], shifts: [shift], absences: [absent('A', ...whole)] });
    expect(whoOn(plan, '12:00', days('2026-01-05', 3))).toBe('R - R');
  });

  test('replacing them works: they are the one who is replaced', () => {
    const overrides = [override('takes-over', 'D', 'A', ...whole)];
    const plan = schedule({ shifts: [shift], absences: [absent('A', ...whole)], overrides });
    expect(whoOn(plan, '12:00', ['2026-01-06'])).toBe('D');
  });

  test('an override that names them leaves the place empty', () => {
    const overrides = [override('takes-over', 'B', 'A', ...whole), override('adds', 'C', null, ...whole)];
    const plan = schedule({ shifts: [shift], absences: [absent('B', ...whole)], overrides });
    expect(whoOn(plan, '12:00', ['2026-01-06'])).toBe('C');
    expect(absentOnDuty(plan, ...JANUARY)).toEqual([
      { personId: 'B', startAt: shift.startAt, endAt: shift.endAt },
    ]);
  });
});

describe('overrides add and remove', () => {
  const two = ['A', 'B'].map((personId) => ({ personId, ...during('2026-01-06 08:00', '2026-01-06 18:00') }));
  const day = ['2026-01-06 00:00', '2026-01-07 00:00'] as const;
  test.each<[string, Override[], string]>([
    ['who is added is called last', [override('adds', 'C', null, ...day)], 'A+B+C'],
    ['who is on duty is not added twice', [override('adds', 'A', null, ...day)], 'A+B'],
    [
      'somebody may be added where nobody is',
      [override('removes', null, null, ...day), override('adds', 'C', null, ...day)],
      'C',
    ],
    [
      'who was added before is removed',
      [override('adds', 'C', null, ...day), override('removes', null, 'C', ...day)],
      'A+B',
    ],
    ['the first is removed', [override('removes', null, 'A', ...day)], 'B'],
    ['everyone is removed', [override('removes', null, null, ...day)], '-'],
    [
      'the order of the list counts',
      [override('adds', 'C', null, ...day), override('removes', null, null, ...day)],
      '-',
    ],
  ])('%s', (_, overrides, expected) => {
    expect(whoOn(schedule({ shifts: two, overrides }), '12:00', ['2026-01-06'])).toBe(expected);
  });
});

describe('gaps', () => {
  const nights = [part({ hours: hours('Mon 18:00-Tue 08:00', 'Tue 18:00-Wed 08:00') })];
  const week = [at('2026-01-05 00:00'), at('2026-01-12 00:00')] as const;

  test('without rotations somebody must always be there', () => {
    const shifts = [{ personId: 'A', ...during('2026-01-06 08:00', '2026-01-06 18:00') }];
    const plan = schedule({ shifts });
    expect(told(plan, gaps(plan, ...week))).toEqual([
      '2026-01-05 00:00 – 2026-01-06 08:00',
      '2026-01-06 18:00 – 2026-01-12 00:00',
    ]);
  });

  test('with rotations, when the window of one holds', () => {
    const overrides = [override('removes', null, null, '2026-01-05 12:00', '2026-01-05 20:00')];
    const plan = schedule({ rotations: [rotation('A', { window: nights })], overrides });
    expect(told(plan, gaps(plan, ...week))).toEqual(['2026-01-05 18:00 – 2026-01-05 20:00']);
  });

  test('or when the schedule says so', () => {
    const shifts = [{ personId: 'A', ...during('2026-01-05 20:00', '2026-01-06 08:00') }];
    const plan = schedule({ coverage: nights, shifts });
    expect(told(plan, gaps(plan, ...week))).toEqual([
      '2026-01-05 18:00 – 2026-01-05 20:00',
      '2026-01-06 18:00 – 2026-01-07 08:00',
    ]);
  });

  test('are cut at the ends of what is asked', () => {
    const plan = schedule();
    expect(gaps(plan, 1000, 2000)).toEqual([{ startAt: 1000, endAt: 2000 }]);
    expect(gaps(plan, 1000, 1000)).toEqual([]);
  });
});

describe('overlaps', () => {
  test('are two planned at once, but not who was added', () => {
    const shifts = [
      { personId: 'A', ...during('2026-01-06 08:00', '2026-01-06 18:00') },
      { personId: 'B', ...during('2026-01-06 17:00', '2026-01-06 20:00') },
    ];
    const overrides = [override('adds', 'C', null, '2026-01-06 08:00', '2026-01-06 20:00')];
    const plan = schedule({ shifts, overrides });
    expect(overlaps(plan, ...JANUARY)).toEqual([
      { personIds: ['A', 'B'], ...during('2026-01-06 17:00', '2026-01-06 18:00') },
    ]);
    expect(told(plan, overlaps(plan, at('2026-01-06 17:30'), JANUARY[1]))).toEqual([
      '2026-01-06 17:30 – 2026-01-06 18:00',
    ]);
  });
});

describe('the next handoff', () => {
  test('is when other people are on duty, not when one person has the next turn or reason', () => {
    expect(nextHandoff(schedule({ rotations: [rotation('A B')] }), at('2026-01-06 12:00'))).toBe(
      at('2026-01-12 08:00'),
    );
    expect(nextHandoff(schedule({ rotations: [rotation('A')] }), at('2026-01-06 12:00'))).toBeNull();
    const plan = schedule({
      rotations: [rotation('A B')],
      overrides: [override('takes-over', 'A', 'B', '2026-01-12 00:00', '2026-01-14 10:00')],
    });
    expect(nextHandoff(plan, at('2026-01-06 12:00'))).toBe(at('2026-01-14 10:00'));
  });

  test('is when somebody comes into a gap', () => {
    const plan = schedule({ shifts: [{ personId: 'A', ...during('2027-06-01 08:00', '2027-06-02 08:00') }] });
    expect(nextHandoff(plan, at('2026-01-06 12:00'))).toBe(at('2027-06-01 08:00'));
    expect(nextHandoff(plan, at('2027-06-02 08:00'))).toBeNull();
  });
});
