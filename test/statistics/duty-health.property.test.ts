import { describe, expect, it } from 'vitest';
import { USUAL_WEIGHTS } from '../../src/domain/planning-proposal/burden.ts';
import { dayNumber } from '../../src/domain/schedule/calendar.ts';
import { dutyHealth } from '../../src/domain/statistics/duty-health.ts';
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

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
