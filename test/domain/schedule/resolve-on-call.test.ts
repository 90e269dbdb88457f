import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_HOLIDAYS } from '../../../src/domain/schedule/duty-window.ts';
import { onCallAt } from '../../../src/domain/schedule/resolve-on-call.ts';
import type { Override, PlannedShift, ScheduleInForce } from '../../../src/domain/schedule/schedule.ts';

/** Hours of one day stand for dates: '08:00' is 2026-11-23T08:00Z. */
const hour = (time: string) => Date.parse(`2026-11-23T${time}:00Z`);
const shift = (personId: string, start: string, end: string): PlannedShift => ({
  personId,
  startAt: hour(start),
  endAt: hour(end),
});
const override = (
  personId: string | null,
  replacesId: string | null,
  start: string,
  end: string,
  madeBy: string | null = null,
): Override => ({
  action: personId === null ? 'removes' : 'takes-over',
  personId,
  replacesId,
  startAt: hour(start),
  endAt: hour(end),
  madeBy,
});
const schedule = (shifts: PlannedShift[], overrides: Override[] = []): ScheduleInForce => ({
  absences: [],
  holidays: NO_HOLIDAYS,
  coverage: null,
  trainees: [],
  rotations: [],
  id: 'primary',
  name: 'Primary',
  timeZone: 'UTC',
  shifts,
  overrides,
});

/** "alice until 12:00" for each person on duty, in ringing order. */
const onDuty = (subject: ScheduleInForce, at: string) =>
  onCallAt(subject, hour(at)).map(
    ({ personId, until }) =>
      `${personId} until ${until === null ? '-' : new Date(until).toISOString().slice(11, 16)}`,
  );

describe('planned shifts', () => {
  const plan = schedule([
    shift('alice', '08:00', '12:00'),
    shift('bob', '10:00', '18:00'),
    shift('chloe', '20:00', '22:00'),
  ]);
  test.each([
    ['07:59', []],
    ['08:00', ['alice until 12:00']],
    ['10:00', ['alice until 12:00', 'bob until 18:00']],
    ['11:59', ['alice until 12:00', 'bob until 18:00']],
    ['12:00', ['bob until 18:00']],
    ['18:00', []],
    ['20:00', ['chloe until 22:00']],
    ['22:00', []],
  ])('at %s: %j', (at, expected) => {
    expect(onDuty(plan, at)).toEqual(expected);
  });

  test('shifts of one person that touch are one duty', () => {
    const touching = schedule([shift('alice', '08:00', '12:00'), shift('alice', '12:00', '18:00')]);
    expect(onDuty(touching, '09:00')).toEqual(['alice until 18:00']);
  });

  test('someone planned twice at once is called once', () => {
    expect(
      onDuty(schedule([shift('alice', '08:00', '12:00'), shift('alice', '09:00', '10:00')]), '09:30'),
    ).toEqual(['alice until 12:00']);
  });
});

describe('overrides', () => {
  const base = [shift('alice', '08:00', '18:00'), shift('bob', '08:00', '18:00')];
  test.each<[string, Override[], string, string[]]>([
    [
      'one person is replaced, in their place',
      [override('chloe', 'alice', '10:00', '12:00')],
      '11:00',
      ['chloe until 12:00', 'bob until 18:00'],
    ],
    [
      'before it starts, the planned duty ends where it starts',
      [override('chloe', 'alice', '10:00', '12:00')],
      '09:00',
      ['alice until 10:00', 'bob until 18:00'],
    ],
    [
      'after it ends, the planned person is back',
      [override('chloe', 'alice', '10:00', '12:00')],
      '12:00',
      ['alice until 18:00', 'bob until 18:00'],
    ],
    ['everyone is replaced', [override('chloe', null, '10:00', '12:00')], '11:00', ['chloe until 12:00']],
    ['someone is removed', [override(null, 'alice', '10:00', '12:00')], '11:00', ['bob until 18:00']],
    ['everyone is removed: a gap', [override(null, null, '10:00', '12:00')], '11:00', []],
    [
      'replacing someone who is not on duty changes nothing',
      [override('chloe', 'zoe', '10:00', '12:00')],
      '11:00',
      ['alice until 18:00', 'bob until 18:00'],
    ],
    [
      'the replacement is replaced in turn',
      [override('chloe', 'alice', '10:00', '14:00'), override('zoe', 'chloe', '11:00', '12:00')],
      '11:00',
      ['zoe until 12:00', 'bob until 18:00'],
    ],
    [
      'the replaced replacement ends where the second starts',
      [override('chloe', 'alice', '10:00', '14:00'), override('zoe', 'chloe', '11:00', '12:00')],
      '10:30',
      ['chloe until 11:00', 'bob until 18:00'],
    ],
    [
      'a replacement already on duty is dialled once, first',
      [override('bob', 'alice', '10:00', '12:00')],
      '11:00',
      ['bob until 12:00'],
    ],
    [
      'it goes beyond the shift it replaces only if everyone is replaced',
      [override('chloe', null, '17:00', '20:00')],
      '19:00',
      ['chloe until 20:00'],
    ],
    [
      'replacing a person lasts no longer than that person’s shift',
      [override('chloe', 'alice', '17:00', '20:00')],
      '17:30',
      ['chloe until 18:00', 'bob until 18:00'],
    ],
  ])('%s', (_name, overrides, at, expected) => {
    expect(onDuty(schedule(base, overrides), at)).toEqual(expected);
  });

  test('the reason says who is replaced and who decided it', () => {
    const [first] = onCallAt(
      schedule(base, [override('chloe', 'alice', '10:00', '12:00', 'Claire')]),
      hour('11:00'),
    );
    expect(first?.reason).toEqual({
      kind: 'override',
      action: 'takes-over',
      replacesId: 'alice',
      madeBy: 'Claire',
    });
  });
});

const people = fc.constantFrom('alice', 'bob', 'chloe');
const interval = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }))
  .map(([startAt, length]) => ({ startAt, endAt: startAt + length }));
const anySchedule = fc.record({
  id: fc.constant('any'),
  name: fc.constant('Any'),
  timeZone: fc.constant('UTC'),
  holidays: fc.constant(NO_HOLIDAYS),
  coverage: fc.constant(null),
  trainees: fc.constant([]),
  rotations: fc.constant([]),
  absences: fc.constant([]),
  shifts: fc.array(
    fc.tuple(people, interval).map(([personId, times]) => ({ personId, ...times })),
    { maxLength: 8 },
  ),
  overrides: fc.array(
    fc.tuple(fc.option(people), fc.option(people), interval).map(
      ([personId, replacesId, times]): Override => ({
        action: personId === null ? 'removes' : 'takes-over',
        personId,
        replacesId,
        madeBy: null,
        ...times,
      }),
    ),
    { maxLength: 5 },
  ),
});

test('until is the first instant at which that person is no longer on duty for that reason', () => {
  fc.assert(
    fc.property(anySchedule, fc.integer({ min: 0, max: 60 }), (subject, at) => {
      for (const entry of onCallAt(subject, at)) {
        const dutyAt = (instant: number) =>
          onCallAt(subject, instant).some(
            (other) =>
              other.personId === entry.personId &&
              JSON.stringify(other.reason) === JSON.stringify(entry.reason),
          );
        expect(entry.until).not.toBeNull();
        const until = entry.until ?? at;
        for (let instant = at; instant < until; instant++) expect(dutyAt(instant)).toBe(true);
        expect(dutyAt(until)).toBe(false);
      }
    }),
  );
});
