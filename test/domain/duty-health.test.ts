import { describe, expect, it } from 'vitest';
import { USUAL_WEIGHTS } from '../../src/domain/planning-proposal/burden.ts';
import { instantOf } from '../../src/domain/schedule/wall-clock.ts';
import { dutyHealth, gini } from '../../src/domain/statistics/duty-health.ts';
import { spanOf } from '../../src/labour/month.ts';
import type { Interval } from '../../src/runtime/instant.ts';

const ZONE = 'Europe/Paris';

function between(from: string, to: string): Interval {
  const [startAt, endAt] = [instantOf(from, ZONE), instantOf(to, ZONE)];
  if (startAt === null || endAt === null) throw new Error(`${from} – ${to}`);
  return { startAt, endAt };
}

function october(
  duties: readonly Interval[],
  interventions: readonly Interval[] = [],
  work: readonly Interval[] = [],
) {
  const month = { name: '2026-10', span: spanOf('2026-10', ZONE) };
  return dutyHealth(
    { duties, interventions, work },
    month,
    { timeZone: ZONE, isHoliday: () => false },
    USUAL_WEIGHTS,
  );
}

describe('what being on call was in a month', () => {
  it('counts hours once where schedules overlap, and those of the month alone', () => {
    const duties = [
      between('2026-09-30 18:00', '2026-10-01 08:00'),
      between('2026-10-01 06:00', '2026-10-01 10:00'),
    ];
    // 0:00 to 10:00, of which seven at night.
    expect(october(duties)).toMatchObject({ hours: 10, burden: 17, nights: 0 });
  });

  it('has an hour more on the night clocks go back, with its weight', () => {
    // Saturday 22:00 to Sunday 7:00: ten hours that pass, all at night and on the weekend.
    expect(october([between('2026-10-24 22:00', '2026-10-25 07:00')])).toMatchObject({
      hours: 10,
      burden: 25,
      nights: 1,
      weekends: 1,
    });
  });

  it('gives a night the date of its evening, a weekend that of its Saturday', () => {
    const last = between('2026-10-31 20:00', '2026-11-01 09:00');
    expect(october([last])).toMatchObject({ nights: 1, weekends: 1 });
    expect(october([between('2026-09-30 22:00', '2026-10-01 03:00')]).nights).toBe(0);
  });

  it('counts the days of a run from where it began, also in the month before', () => {
    const night = (day: string, next: string) => between(`${day} 18:00`, `${next} 08:00`);
    const run = [
      night('2026-09-29', '2026-09-30'),
      night('2026-09-30', '2026-10-01'),
      night('2026-10-01', '2026-10-02'),
    ];
    expect(october([...run, night('2026-10-10', '2026-10-11')]).longestRun).toBe(4);
    expect(october([]).longestRun).toBe(0);
  });

  it('tells the shortest rest from a night call to the next one, or to work', () => {
    const calls = [
      between('2026-10-05 23:10', '2026-10-05 23:40'),
      between('2026-10-06 04:40', '2026-10-06 05:00'),
    ];
    const work = [between('2026-10-06 09:00', '2026-10-06 17:00')];
    expect(october([], calls, work).shortestRestHours).toBe(4);
    expect(october([], calls, []).shortestRestHours).toBe(5);
    expect(october([], [between('2026-10-05 12:00', '2026-10-05 12:30')], work).shortestRestHours).toBeNull();
  });

  it('is shared evenly, or not', () => {
    expect(gini([10, 10, 10])).toBe(0);
    expect(gini([30, 0, 0])).toBeCloseTo(2 / 3);
    expect(gini([0, 0])).toBeNull();
  });
});
