import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gaps, overlaps } from '../../../src/domain/schedule/coverage.ts';
import { dutyAt } from '../../../src/domain/schedule/duty.ts';
import { nextHandoff, onCallAt } from '../../../src/domain/schedule/resolve-on-call.ts';
import type { OnCallReason, ScheduleInForce } from '../../../src/domain/schedule/schedule.ts';
import { type DutyShift, shiftsBetween } from '../../../src/domain/schedule/shifts.ts';
import { anySchedule } from './any-schedule.ts';

/** What the answers promise of one another, on random schedules and stretches of up to two months of their years. */

const DAY = 86_400_000;
const MINUTE = 60_000;
const instantIn = (from: number, to: number) =>
  fc.integer({ min: from / MINUTE, max: to / MINUTE }).map((minute) => minute * MINUTE);
/** Half of them in the spring in which shifts, overrides and absences crowd. */
const anyInstant = fc.oneof(
  instantIn(Date.UTC(2020, 0, 1), Date.UTC(2030, 0, 1)),
  instantIn(Date.UTC(2024, 2, 1), Date.UTC(2024, 4, 30)),
);
const anyLength = fc.integer({ min: 1, max: 60 * 1440 }).map((minutes) => minutes * MINUTE);

const told = ({ personId, startAt, endAt, reason }: DutyShift) =>
  JSON.stringify([startAt, endAt, personId, reason]);
const peopleAt = (schedule: ScheduleInForce, at: number) =>
  onCallAt(schedule, at).map(({ personId }) => personId);

test('no choice of from and to changes a shift', () => {
  fc.assert(
    fc.property(
      anySchedule,
      anyInstant,
      anyLength,
      anyLength,
      anyLength,
      (schedule, from, first, second, third) => {
        const wide = shiftsBetween(schedule, from, from + first + second + third);
        const [innerFrom, innerTo] = [from + first, from + first + second];
        const inside = wide.filter(({ startAt, endAt }) => startAt < innerTo && endAt > innerFrom);
        expect(shiftsBetween(schedule, innerFrom, innerTo).map(told).sort()).toEqual(inside.map(told).sort());
      },
    ),
    { numRuns: 300 },
  );
});

test('shifts are in order, none is empty, and nobody has two at once', () => {
  fc.assert(
    fc.property(anySchedule, anyInstant, anyLength, (schedule, from, length) => {
      const shifts = shiftsBetween(schedule, from, from + length);
      expect(shifts.map(({ startAt }) => startAt)).toEqual(
        shifts.map(({ startAt }) => startAt).sort((a, b) => a - b),
      );
      expect(
        shifts.every(({ startAt, endAt }) => startAt < endAt && startAt < from + length && endAt > from),
      ).toBe(true);
      for (const [person, own] of groups(shifts, ({ personId }) => personId)) expectApart(own, person);
    }),
    { numRuns: 300 },
  );
});

test('one rotation at a time has its turn, with no more people than it says', () => {
  fc.assert(
    fc.property(anySchedule, anyInstant, anyLength, (schedule, from, length) => {
      for (const { startAt } of shiftsBetween(schedule, from, from + length)) {
        const turns = onCallAt(schedule, startAt).flatMap(({ reason }) =>
          reason.kind === 'rotation' ? [reason.rotationId] : [],
        );
        const [only, ...others] = new Set(turns);
        expect(others).toEqual([]);
        const atOnce = schedule.rotations.find(({ id }) => id === only)?.atOnce ?? 0;
        expect(turns.length).toBeLessThanOrEqual(atOnce);
      }
    }),
    { numRuns: 300 },
  );
});

test('until is the first instant at which that person is no longer on duty for that reason', () => {
  fc.assert(
    fc.property(anySchedule, anyInstant, (schedule, at) => {
      for (const { personId, reason, until } of onCallAt(schedule, at)) {
        if (until === null) throw new Error('every duty ends: its turn, shift or override does');
        const sameAt = (instant: number) =>
          onCallAt(schedule, instant).some(
            (other) => other.personId === personId && same(other.reason, reason),
          );
        expect(until).toBeGreaterThan(at);
        expect(sameAt(until - 1)).toBe(true);
        // A turn that follows for the same reason is another duty, and so is that of a trainee beside it.
        if (reason.kind !== 'rotation' && reason.kind !== 'shadow') expect(sameAt(until)).toBe(false);
        for (const { startAt, endAt } of shiftsBetween(schedule, at, until))
          for (const edge of [startAt, endAt]) if (at < edge && edge < until) expect(sameAt(edge)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('the next handoff is the first instant at which the people change, by the shifts', () => {
  fc.assert(
    fc.property(anySchedule, anyInstant, (schedule, at) => {
      const handoff = nextHandoff(schedule, at);
      const until = Math.min(handoff ?? at + 60 * DAY, at + 60 * DAY);
      const people = peopleAt(schedule, at).sort();
      for (const { startAt, endAt } of shiftsBetween(schedule, at, until)) {
        for (const edge of [startAt, endAt])
          if (at < edge && edge < until) expect(peopleAt(schedule, edge).sort()).toEqual(people);
      }
      if (handoff !== null) expect(peopleAt(schedule, handoff).sort()).not.toEqual(people);
    }),
    { numRuns: 300 },
  );
});

test('in a gap nobody is on duty, in an overlap several are', () => {
  fc.assert(
    fc.property(anySchedule, anyInstant, anyLength, (schedule, from, length) => {
      for (const gap of gaps(schedule, from, from + length)) {
        expect(shiftsBetween(schedule, gap.startAt, gap.endAt)).toEqual([]);
      }
      for (const { startAt, endAt, personIds } of overlaps(schedule, from, from + length)) {
        expect(personIds.length).toBeGreaterThan(1);
        for (const at of [startAt, endAt - 1])
          expect(peopleAt(schedule, at)).toEqual(expect.arrayContaining([...personIds]));
      }
    }),
    { numRuns: 300 },
  );
});

test('an answer holds for as long as it says, whatever was asked before', () => {
  fc.assert(
    fc.property(anySchedule, fc.array(anyInstant, { minLength: 2, maxLength: 6 }), (schedule, instants) => {
      for (const at of instants) {
        const { startAt, endAt, value } = dutyAt(schedule, at);
        expect(startAt <= at && at < endAt).toBe(true);
        for (const edge of [startAt, endAt - 1]) {
          // A copy has never been asked anything.
          if (Number.isFinite(edge)) expect(dutyAt({ ...schedule }, edge).value).toEqual(value);
        }
      }
    }),
    { numRuns: 300 },
  );
});

function expectApart(shifts: readonly DutyShift[], whose: string): void {
  const sorted = [...shifts].sort((a, b) => a.startAt - b.startAt);
  for (const [i, { endAt }] of sorted.entries()) {
    const next = sorted[i + 1];
    if (next && next.startAt < endAt) throw new Error(`${whose}: two shifts at once from ${next.startAt}`);
  }
}

function groups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
  return found;
}

function same(a: OnCallReason, b: OnCallReason): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
