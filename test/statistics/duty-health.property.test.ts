import { describe, expect, it } from 'vitest';
import { USUAL_WEIGHTS } from '../../src/domain/planning-proposal/burden.ts';
import { dayNumber } from '../../src/domain/schedule/calendar.ts';
import { dutyHealth, gini } from '../../src/domain/statistics/duty-health.ts';
import { monthsOfYear } from '../../src/domain/statistics/periods.ts';
import { spanOf } from '../../src/labour/month.ts';
import type { Interval } from '../../src/runtime/instant.ts';
import { dice } from './random-year.ts';
import { dayBefore, shown } from './recount.ts';

const QUARTER = 900_000;
const HOLIDAYS = ['2026-01-01', '2026-03-29', '2026-05-01', '2026-10-25', '2026-12-25'];
/** About which clocks change in one zone or the other. */
const CHANGES = ['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-09-27'];

/** A year of duties that may overlap, on quarters of an hour, many of them in nights when clocks change. */
function randomDuties(seed: number): readonly Interval[] {
  const roll = dice(seed);
  return Array.from({ length: 70 }, () => {
    const day = Date.UTC(2026, 0, 1) + roll(365) * 96 * QUARTER;
    const change = Date.parse(`${CHANGES[roll(CHANGES.length)]}T00:00:00Z`) - roll(96) * QUARTER;
    const startAt = (roll(4) === 0 ? change : day) + roll(96) * QUARTER;
    return { startAt, endAt: startAt + (1 + roll(roll(8) === 0 ? 700 : 80)) * QUARTER };
  });
}

/** Each quarter of an hour of the year is looked at by itself, on the platform's own calendar. */
function recounted(duties: readonly Interval[], zone: string) {
  const months = new Map<
    string,
    { quarters: number; burden: number; nights: Set<string>; weekends: Set<string> }
  >();
  const of = (date: string) => {
    const month = date.slice(0, 7);
    const known = months.get(month) ?? { quarters: 0, burden: 0, nights: new Set(), weekends: new Set() };
    months.set(month, known);
    return known;
  };
  const days = new Set<string>();
  for (let at = Date.UTC(2025, 11, 20); at < Date.UTC(2027, 0, 20); at += QUARTER) {
    if (!duties.some(({ startAt, endAt }) => startAt <= at && at < endAt)) continue;
    const { date, hour, weekday } = shown(at, zone);
    days.add(date);
    const isNight = hour >= 22 || hour < 7;
    const off = Math.max(weekday >= 6 ? 0.5 : 0, HOLIDAYS.includes(date) ? 1 : 0);
    const month = of(date);
    month.quarters += 1;
    month.burden += 1 + off + (isNight ? 1 : 0);
    const evening = hour < 7 ? dayBefore(date) : date;
    if (isNight) of(evening).nights.add(evening);
    const saturday = weekday === 7 ? dayBefore(date) : date;
    if (weekday >= 6) of(saturday).weekends.add(saturday);
  }
  return { months, days };
}

/** The longest row of days that has one in the month, up to the month’s end. */
function longestRun(days: ReadonlySet<string>, month: string): number {
  const runs = [...days]
    .filter((day) => day.slice(0, 7) <= month)
    .sort()
    .reduce<string[][]>((all, day) => {
      const run = all.at(-1);
      if (run && run.at(-1) === dayBefore(day)) run.push(day);
      else all.push([day]);
      return all;
    }, []);
  return Math.max(
    0,
    ...runs.filter((run) => run.some((day) => day.startsWith(month))).map((run) => run.length),
  );
}

describe('being on call in a random year', () => {
  it.each(['Europe/Paris', 'America/Havana', 'Pacific/Auckland', 'Asia/Kolkata'])(
    'is what each quarter of an hour of it, looked at by itself, adds up to, on the clocks of %s',
    (zone) => {
      for (const seed of [zone.length, zone.length + 100]) {
        const duties = randomDuties(seed * 7919);
        const { months, days } = recounted(duties, zone);
        const hours = {
          timeZone: zone,
          isHoliday: (day: number) => HOLIDAYS.some((date) => dayNumber(date) === day),
        };
        for (const name of monthsOfYear('2026')) {
          const month = { name, span: spanOf(name, zone) };
          const facts = { duties, interventions: [], work: [] };
          const own = months.get(name);
          // Without a night call there is no rest after one.
          expect(dutyHealth(facts, month, hours, USUAL_WEIGHTS), `${name} of ${seed}`).toEqual({
            hours: tenth((own?.quarters ?? 0) / 4),
            burden: tenth((own?.burden ?? 0) / 4),
            nights: own?.nights.size ?? 0,
            weekends: own?.weekends.size ?? 0,
            longestRun: longestRun(days, name),
            shortestRestHours: null,
          });
        }
      }
    },
  );
});

/** Of each quarter of an hour by itself: whether they were called, or worked otherwise. */
function restRecounted(interventions: readonly Interval[], work: readonly Interval[], zone: string) {
  const isIn = (spans: readonly Interval[], at: number) =>
    spans.some(({ startAt, endAt }) => startAt <= at && at < endAt);
  const shortest = new Map<string, number>();
  /** The months of the nights that calls since whose end there was no rest yet began in. */
  let waiting: { month: string; quarters: number }[] = [];
  let month: string | null = null;
  let isCalled = false;
  for (let at = Date.UTC(2025, 11, 20); at < Date.UTC(2027, 0, 20); at += QUARTER) {
    const wasCalled = isCalled;
    isCalled = isIn(interventions, at);
    if (wasCalled && !isCalled && month !== null) waiting.push({ month, quarters: 0 });
    if (isCalled && !wasCalled) {
      const { date, hour } = shown(at, zone);
      const evening = hour < 7 ? dayBefore(date) : hour >= 22 ? date : null;
      month = evening?.slice(0, 7) ?? null;
    }
    if (isCalled || isIn(work, at)) {
      for (const one of waiting)
        shortest.set(one.month, Math.min(shortest.get(one.month) ?? Number.POSITIVE_INFINITY, one.quarters));
      waiting = [];
    } else for (const one of waiting) one.quarters += 1;
  }
  return shortest;
}

describe('the rest after a night call', () => {
  it.each(['Europe/Paris', 'America/Havana'])(
    'is as many quarters of an hour as go by until the next call, or work, on the clocks of %s',
    (zone) => {
      const roll = dice(zone.length * 104729);
      const spans = (count: number, longest: number) =>
        Array.from({ length: count }, () => {
          const startAt = Date.UTC(2026, 0, 1) + roll(365 * 96) * QUARTER;
          return { startAt, endAt: startAt + (1 + roll(longest)) * QUARTER };
        });
      const [interventions, work] = [spans(120, 12), spans(150, 40)];
      const hours = { timeZone: zone, isHoliday: () => false };
      const expected = restRecounted(interventions, work, zone);
      expect(expected.size).toBeGreaterThan(8);
      for (const name of monthsOfYear('2026')) {
        const month = { name, span: spanOf(name, zone) };
        const quarters = expected.get(name);
        const found = dutyHealth({ duties: [], interventions, work }, month, hours, USUAL_WEIGHTS);
        expect(found.shortestRestHours, name).toBe(quarters === undefined ? null : tenth(quarters / 4));
      }
    },
  );
});

describe('the Gini index', () => {
  it('is that of the Lorenz curve, whatever is shared, and whoever has it', () => {
    const roll = dice(15);
    for (let round = 0; round < 300; round++) {
      const values = Array.from({ length: 1 + roll(12) }, () => roll(3) * roll(500));
      const total = values.reduce((sum, value) => sum + value, 0);
      const sorted = [...values].sort((a, b) => a - b);
      // Twice the area between the line of even shares and the curve of the shares of the poorest.
      let [held, area] = [0, 0];
      for (const value of sorted) {
        area += (held + value / 2) / (total * values.length);
        held += value;
      }
      if (total === 0) expect(gini(values)).toBeNull();
      else expect(gini(values)).toBeCloseTo(1 - 2 * area, 10);
    }
  });
});

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
