import { describe, expect, test } from 'vitest';
import { gaps, overlaps } from '../../../src/domain/schedule/coverage.ts';
import { onCallAt } from '../../../src/domain/schedule/resolve-on-call.ts';
import type { Trainee } from '../../../src/domain/schedule/schedule.ts';
import { shadowsBetween, shiftsBetween } from '../../../src/domain/schedule/shifts.ts';
import { at, days, during, rotation, schedule, whoOn } from './plan.ts';

const WEEKS = ['2026-01-06', '2026-01-13', '2026-01-20', '2026-01-27', '2026-02-03'];
const nobodys = { personId: null, from: null, until: null };
const trainee = (parts: Partial<Trainee> = {}): Trainee => ({
  personId: 'T',
  besideId: null,
  from: null,
  until: null,
  isDialled: false,
  ...parts,
});

describe('two people a turn', () => {
  test.each([
    ['A B C D', 2, 'A+B C+D A+B C+D A+B'],
    ['A B C', 2, 'A+B C+A B+C A+B C+A'],
    ['A B', 2, 'A+B A+B A+B A+B A+B'],
    ['A', 2, 'A A A A A'],
    ['A B C D E', 3, 'A+B+C D+E+A B+C+D E+A+B C+D+E'],
    // Who joins is in from the next handoff, and nobody serves twice running for it.
    ['A B C[2026-01-14..] D', 2, 'A+B D+A B+C D+A B+C'],
  ])('%s, %i at once: %s', (people, atOnce, expected) => {
    expect(whoOn(schedule({ rotations: [rotation(people, { atOnce })] }), '12:00', WEEKS)).toBe(expected);
  });

  test('who is absent is covered by the next who is free; nobody covers for two', () => {
    const rotations = [rotation('A B C D', { atOnce: 2, whenAbsent: 'next-covers' })];
    const away = (personId: string) => ({ personId, ...during('2026-01-05 00:00', '2026-01-12 00:00') });
    const who = (...absent: string[]) =>
      whoOn(schedule({ rotations, absences: absent.map(away) }), '12:00', ['2026-01-06']);
    expect(who('A')).toBe('C+B');
    expect(who('A', 'B')).toBe('C+D');
    expect(who('A', 'B', 'C')).toBe('D');
  });

  test('the two are no overlap; a third is', () => {
    const plan = schedule({ rotations: [rotation('A B C', { atOnce: 2 })] });
    const [from, to] = [at('2026-01-05 08:00'), at('2026-02-01 08:00')];
    expect(overlaps(plan, from, to)).toEqual([]);
    const three = ['A', 'B', 'C'].map((personId) => ({
      personId,
      ...during('2026-01-06 08:00', '2026-01-06 20:00'),
    }));
    expect(overlaps({ ...plan, shifts: three }, from, to)).toHaveLength(1);
  });
});

describe('an empty turn', () => {
  const empty = rotation('A B', { startDate: '2026-01-05' });
  const withEmpty = { ...empty, participants: [...empty.participants, nobodys] };

  test('is nobody’s, and no gap: nobody was wanted', () => {
    const plan = schedule({ rotations: [withEmpty] });
    expect(whoOn(plan, '12:00', WEEKS)).toBe('A B - A B');
    expect(gaps(plan, at('2026-01-05 08:00'), at('2026-02-02 08:00'))).toEqual([]);
  });

  test('is a gap where the schedule says that somebody must be there', () => {
    const always = [{ hours: null, holidays: 'like-other-days' as const, dates: null }];
    const plan = schedule({ rotations: [withEmpty], coverage: always });
    expect(gaps(plan, at('2026-01-05 08:00'), at('2026-02-02 08:00'))).toEqual([
      during('2026-01-19 08:00', '2026-01-26 08:00'),
    ]);
  });

  test('leaves its time to the rotation below', () => {
    const below = rotation('X', { id: 'below' });
    expect(whoOn(schedule({ rotations: [withEmpty, below] }), '12:00', WEEKS)).toBe('A B X A B');
  });
});

describe('monthly turns', () => {
  test.each([
    ['2026-01-01', 1, '2026-01-15 2026-02-15 2026-03-15 2026-04-15', 'A B C A'],
    ['2026-01-10', 2, '2026-03-10 2026-05-09 2026-05-10 2026-07-10', '- B C A'],
  ])('from %s, every %i months', (startDate, count, dates, expected) => {
    const months = rotation('A B C', { startDate, turn: { count, unit: 'months' }, handoffTime: '08:00' });
    const time = expected.startsWith('-') ? '07:00' : '12:00';
    const plan = schedule({ rotations: [months] });
    const found = whoOn(plan, time, dates.split(' '));
    expect(found).toBe(expected.startsWith('-') ? 'A B B C' : expected);
  });

  test('begin on the last day of a month that is too short', () => {
    const months = rotation('A B', { startDate: '2026-01-31', turn: { count: 1, unit: 'months' } });
    const starts = shiftsBetween(
      schedule({ rotations: [months] }),
      at('2026-01-31 08:00'),
      at('2026-05-30 12:00'),
    );
    expect(starts.map(({ startAt }) => startAt)).toEqual(
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'].map((day) => at(`${day} 08:00`)),
    );
  });
});

describe('a trainee', () => {
  const plan = (trainees: readonly Trainee[], absent: readonly string[] = []) =>
    schedule({
      rotations: [rotation('A B')],
      trainees,
      absences: absent.map((personId) => ({ personId, ...during('2026-01-05 00:00', '2026-01-12 00:00') })),
    });
  const dialledOn = (trainees: readonly Trainee[], absent: readonly string[] = []) =>
    whoOn(plan(trainees, absent), '12:00', WEEKS.slice(0, 2));
  const shownOn = (trainees: readonly Trainee[]) =>
    shadowsBetween(plan(trainees), at('2026-01-05 08:00'), at('2026-01-19 08:00')).map(
      ({ personId, startAt, endAt }) => ({ personId, startAt, endAt }),
    );

  test('is shown beside whoever is on duty, turn by turn, and no call rings them', () => {
    expect(dialledOn([trainee()])).toBe('A B');
    expect(shownOn([trainee()])).toEqual([
      { personId: 'T', ...during('2026-01-05 08:00', '2026-01-12 08:00') },
      { personId: 'T', ...during('2026-01-12 08:00', '2026-01-19 08:00') },
    ]);
  });

  test('is dialled last when that is wished, and says beside whom', () => {
    expect(dialledOn([trainee({ isDialled: true })])).toBe('A+T B+T');
    expect(onCallAt(plan([trainee({ isDialled: true })]), at('2026-01-06 12:00')).at(-1)?.reason).toEqual({
      kind: 'shadow',
      besideId: 'A',
    });
  });

  test('learns from one person only, and only on their days', () => {
    expect(dialledOn([trainee({ isDialled: true, besideId: 'B' })])).toBe('A B+T');
    expect(dialledOn([trainee({ isDialled: true, until: '2026-01-10' })])).toBe('A+T B');
    expect(shownOn([trainee({ from: '2026-01-14' })])).toEqual([
      { personId: 'T', ...during('2026-01-14 00:00', '2026-01-19 08:00') },
    ]);
  });

  test('is never alone: where nobody is on duty, the trainee closes no gap', () => {
    const alone = plan([trainee({ isDialled: true })], ['A']);
    expect(whoOn(alone, '12:00', ['2026-01-06'])).toBe('-');
    expect(gaps(alone, at('2026-01-06 00:00'), at('2026-01-07 00:00'))).toHaveLength(1);
  });

  test('is not beside themselves, nor there while absent', () => {
    expect(dialledOn([trainee({ personId: 'A', isDialled: true })])).toBe('A B+A');
    expect(dialledOn([trainee({ isDialled: true })], ['T'])).toBe('A B+T');
  });
});

test('a month of turns of two falls as a supervisor would write it on the wall', () => {
  const daily = rotation('A B C', { atOnce: 2, turn: { count: 1, unit: 'days' } });
  expect(whoOn(schedule({ rotations: [daily] }), '12:00', days('2026-01-05', 6))).toBe(
    'A+B C+A B+C A+B C+A B+C',
  );
});
