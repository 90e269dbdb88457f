import type { Instant, Interval } from '../../runtime/instant.ts';
import { weekdayOf } from '../schedule/calendar.ts';
import { atLocal, calendarOf, daysOf, type HeavyHours } from './local-calendar.ts';
import type { Duty } from './problem.ts';

/** What an hour counts on top of 1: at night, and on a day off. A holiday on a Saturday counts as the heavier one. */
export interface BurdenWeights {
  readonly night: number;
  readonly weekend: number;
  readonly holiday: number;
}

export const USUAL_WEIGHTS: BurdenWeights = { night: 1, weekend: 0.5, holiday: 1 };

const HOUR_MS = 60 * 60 * 1000;

/** A duty served during `pieces`, with all that the rules and the burden need to know of it. */
export function dutyOf(pieces: readonly Interval[], heavy: HeavyHours, weights: BurdenWeights): Duty {
  const sorted = [...pieces].sort((a, b) => a.startAt - b.startAt);
  return {
    startAt: Math.min(...sorted.map((piece) => piece.startAt)),
    endAt: Math.max(...sorted.map((piece) => piece.endAt)),
    pieces: sorted,
    hours: sum(sorted, hoursOf),
    burden: sum(sorted, (piece) => burdenOf(piece, heavy, weights)),
    calendar: calendarOf(sorted, heavy),
  };
}

/** Each hour counts 1, and more at night, on weekends and on holidays. Hours are those that pass, not the clock's. */
export function burdenOf(interval: Interval, heavy: HeavyHours, weights: BurdenWeights): number {
  return sum(daysOf(interval, heavy.timeZone), (day) => burdenOnDay(interval, day, heavy, weights));
}

function burdenOnDay(interval: Interval, day: number, heavy: HeavyHours, weights: BurdenWeights): number {
  const at = (time: string) => atLocal(day, time, heavy.timeZone);
  const [midnight, morning, evening, end] = [
    at('00:00'),
    at(heavy.nightTo),
    at(heavy.nightFrom),
    at('24:00'),
  ];
  const dayOff = Math.max(
    weekdayOf(day) >= 6 ? weights.weekend : 0,
    heavy.isHoliday(day) ? weights.holiday : 0,
  );
  const hours = (from: Instant, to: Instant) => commonHours(interval, { startAt: from, endAt: to });
  const nightHours = hours(midnight, morning) + hours(evening, end);
  return hours(midnight, end) * (1 + dayOff) + nightHours * weights.night;
}

/** Hours that two intervals have in common. */
export function commonHours(a: Interval, b: Interval): number {
  return Math.max(0, Math.min(a.endAt, b.endAt) - Math.max(a.startAt, b.startAt)) / HOUR_MS;
}

export function hoursOf(interval: Interval): number {
  return (interval.endAt - interval.startAt) / HOUR_MS;
}

function sum<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}
