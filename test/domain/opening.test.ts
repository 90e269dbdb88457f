import { describe, expect, test } from 'vitest';
import type { OpeningBranch } from '../../src/domain/hotline.ts';
import { openingAt } from '../../src/domain/opening.ts';
import { localOf } from '../../src/domain/schedule/wall-clock.ts';
import { hotline } from './escalation/call-fixture.ts';
import { at, hours, part } from './schedule/plan.ts';

const closure: OpeningBranch = {
  name: 'Works',
  policyId: null,
  window: [part({ dates: { from: '2026-08-03', to: '2026-08-04' } })],
};
const holidays: OpeningBranch = {
  name: 'Holidays',
  policyId: 'on-call',
  window: [part({ holidays: 'only' })],
};
const noticeModule: OpeningBranch = {
  name: 'Office',
  policyId: 'desk',
  window: [
    part({
      hours: hours(
        'Mon 09:00-Mon 12:00',
        'Mon 14:00-Mon 18:00',
        'Thu 09:00-Thu 18:00',
        'Fri 09:00-Fri 17:00',
      ),
    }),
  ],
};
const line = hotline({
  timeZone: 'Europe/Paris',
  holidays: { country: 'FR', region: null, closedDays: [] },
  branches: [closure, holidays, noticeModule],
});

describe('the first branch whose window holds decides', () => {
  test.each<[string, string | null, string]>([
    ['2026-01-05 08:59', null, 'Monday, before the office opens'],
    ['2026-01-05 09:00', 'Office', 'the office opens'],
    ['2026-01-05 12:00', null, 'lunch'],
    ['2026-01-05 14:00', 'Office', 'after lunch'],
    ['2026-01-06 10:00', null, 'Tuesday'],
    ['2026-05-14 10:00', 'Holidays', 'Ascension is a Thursday'],
    ['2026-05-14 23:59', 'Holidays', 'its last minute'],
    ['2026-05-15 00:00', null, 'the day after'],
    ['2026-08-03 10:00', 'Works', 'exceptional closure, on a Monday'],
    ['2026-08-10 10:00', 'Office', 'a week later'],
  ])('%s: %s (%s)', (local, name, _why) => {
    expect(openingAt(line, at(local)).value?.name ?? null).toBe(name);
  });

  test('without branches none does, for ever', () => {
    expect(openingAt(hotline(), at('2026-01-05 10:00'))).toMatchObject({
      value: null,
      endAt: Number.POSITIVE_INFINITY,
    });
  });
});

test.each([
  ['2026-01-05 08:00', '2026-01-05 09:00'],
  ['2026-01-05 12:30', '2026-01-05 14:00'],
  ['2026-01-05 17:00', '2026-01-05 18:00'],
])('what holds at %s holds until %s', (local, until) => {
  expect(localOf(openingAt(line, at(local)).endAt, 'Europe/Paris')).toBe(until);
});
