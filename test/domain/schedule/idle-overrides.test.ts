import { expect, test } from 'vitest';
import { NO_HOLIDAYS } from '../../../src/domain/schedule/duty-window.ts';
import { idleOverrides } from '../../../src/domain/schedule/idle-overrides.ts';
import type { Override, Rotation, Schedule } from '../../../src/domain/schedule/schedule.ts';

const hour = (at: number) => Date.UTC(2026, 0, 5, at);
const shift = (personId: string, from: number, to: number) => ({
  personId,
  startAt: hour(from),
  endAt: hour(to),
});
const override = (
  personId: string | null,
  replacesId: string | null,
  from: number,
  to: number,
): Override => ({
  action: personId === null ? 'removes' : 'takes-over',
  personId,
  replacesId,
  startAt: hour(from),
  endAt: hour(to),
  madeBy: null,
});
const weekly = (whenAbsent: Rotation['whenAbsent']): Rotation => ({
  id: 'weekly',
  name: 'Weekly',
  participants: ['alice', 'bob'].map((personId) => ({ personId, from: null, until: null })),
  atOnce: 1,
  turn: { count: 1, unit: 'weeks' },
  handoffTime: '00:00',
  handoffWeekday: 1,
  startDate: '2026-01-05',
  endDate: null,
  window: null,
  whenAbsent,
});
const schedule = (parts: Partial<Schedule>): Schedule => ({
  id: 's',
  name: 'S',
  timeZone: 'UTC',
  holidays: NO_HOLIDAYS,
  coverage: null,
  trainees: [],
  rotations: [],
  shifts: [],
  overrides: [],
  ...parts,
});
const idle = (parts: Partial<Schedule>) => {
  const subject = schedule(parts);
  return idleOverrides(subject).map((one) => subject.overrides.indexOf(one));
};

test('an override works when the replaced person is on duty at some instant of it', () => {
  const shifts = [shift('alice', 8, 18)];
  expect(idle({ shifts, overrides: [override('bob', 'alice', 0, 24)] })).toEqual([]);
  expect(idle({ shifts, overrides: [override('bob', 'alice', 17, 20)] })).toEqual([]);
  expect(idle({ shifts, overrides: [override('bob', 'alice', 18, 20)] })).toEqual([0]);
  expect(idle({ shifts, overrides: [override('bob', 'chloe', 8, 18)] })).toEqual([0]);
  expect(idle({ shifts, overrides: [override(null, 'chloe', 8, 18)] })).toEqual([0]);
});

test('each is judged on what those before it left', () => {
  const shifts = [shift('alice', 8, 18)];
  const bobForAlice = override('bob', 'alice', 8, 18);
  expect(idle({ shifts, overrides: [bobForAlice, override('chloe', 'bob', 9, 10)] })).toEqual([]);
  expect(idle({ shifts, overrides: [override('chloe', 'bob', 9, 10), bobForAlice] })).toEqual([0]);
  expect(idle({ shifts, overrides: [bobForAlice, override('chloe', 'alice', 9, 10)] })).toEqual([1]);
});

test('one that replaces everyone, or adds somebody, is never idle', () => {
  expect(idle({ overrides: [override('bob', null, 0, 1), override(null, null, 2, 3)] })).toEqual([]);
});

test('who covers for an absent participant can be replaced, unless nobody covers', () => {
  const replaceBob = [override('chloe', 'bob', 8, 18)];
  expect(idle({ rotations: [weekly('next-covers')], overrides: replaceBob })).toEqual([]);
  expect(idle({ rotations: [weekly('gap')], overrides: replaceBob })).toEqual([0]);
});
