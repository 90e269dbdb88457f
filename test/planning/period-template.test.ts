import { describe, expect, test } from 'vitest';
import { localOf } from '../../src/domain/schedule/wall-clock.ts';
import { PERIOD_TEMPLATES, periodOf } from '../../src/planning/period-template.ts';
import { shiftsCopied } from '../../src/planning/schedule-edits.ts';

const ZONE = 'Europe/Paris';
const at = (instant: number) => localOf(instant, ZONE);

describe('a period of a template', () => {
  test.each([
    // 2027-03-24 is a Wednesday; clocks go forward on Sunday 28.
    ['day', '2027-03-24', '2027-03-24 08:00', '2027-03-24 18:00'],
    ['night', '2027-03-24', '2027-03-24 18:00', '2027-03-25 08:00'],
    ['weekend', '2027-03-24', '2027-03-26 18:00', '2027-03-29 08:00'],
    ['weekend', '2027-03-28', '2027-03-26 18:00', '2027-03-29 08:00'],
    ['week', '2027-03-24', '2027-03-22 08:00', '2027-03-29 08:00'],
    ['week', '2027-03-22', '2027-03-22 08:00', '2027-03-29 08:00'],
    ['night', '2027-03-27', '2027-03-27 18:00', '2027-03-28 08:00'],
  ] as const)('%s on %s is from %s to %s', (template, day, start, end) => {
    const { startAt, endAt } = periodOf(template, day, ZONE);
    expect([at(startAt), at(endAt)]).toEqual([start, end]);
  });

  test('ends after it starts, every day of a year', () => {
    for (let day = 0; day < 366; day++) {
      const date = new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10);
      for (const template of PERIOD_TEMPLATES) {
        const { startAt, endAt } = periodOf(template, date, ZONE);
        expect(endAt).toBeGreaterThan(startAt);
      }
    }
  });
});

test('a week is copied at the same local times, also over a change of clocks', () => {
  const shift = { personId: 'mia', ...periodOf('night', '2027-03-24', ZONE) };
  const outside = { personId: 'otto', ...periodOf('night', '2027-03-29', ZONE) };
  const copied = shiftsCopied([shift, outside], { from: '2027-03-22', to: '2027-03-29' }, ZONE);
  expect(copied.map(({ personId, startAt, endAt }) => [personId, at(startAt), at(endAt)])).toEqual([
    ['mia', '2027-03-31 18:00', '2027-04-01 08:00'],
  ]);
});
