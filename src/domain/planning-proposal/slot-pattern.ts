import type { Instant, Interval } from '../../runtime/instant.ts';
import { localDate, weekdayOf } from '../schedule/calendar.ts';
import { dayOf } from '../schedule/wall-clock.ts';
import { type BurdenWeights, dutyOf } from './burden.ts';
import { atLocal, daysOf, type HeavyHours } from './local-calendar.ts';
import type { Slot } from './problem.ts';

/** A line of duty to be covered, handed over every day or every week at the same local time. */
export interface SlotPattern {
  readonly name: string;
  readonly length: 'day' | 'week';
  /** 1 (Monday) to 7; null for patterns of a day. */
  readonly handoffWeekday: number | null;
  readonly handoffTime: string;
  /** When there is duty between two handoffs; empty: all the time. */
  readonly hours: readonly DutyHours[];
  readonly people: number;
  readonly skill: string | null;
}

/** Duty from a local time to another, on the next day when that is not later. */
export interface DutyHours {
  readonly weekdays: readonly number[];
  /** True: on public holidays too, whatever their weekday. */
  readonly onHolidays: boolean;
  readonly from: string;
  readonly to: string;
}

/** The slots of all patterns that start within `period`, in order. A pattern without duty hours at a time has none then. */
export function slotsOf(
  patterns: readonly SlotPattern[],
  period: Interval,
  heavy: HeavyHours,
  weights: BurdenWeights,
): readonly Slot[] {
  const slots = patterns.flatMap((pattern) =>
    handoffs(pattern, period, heavy.timeZone).flatMap(({ day, hull }): readonly Slot[] => {
      const pieces = piecesOf(pattern, hull, heavy);
      if (pieces.length === 0) return [];
      const { name, people, skill } = pattern;
      return [{ id: `${name} ${localDate(day)}`, name, people, skill, ...dutyOf(pieces, heavy, weights) }];
    }),
  );
  return slots.toSorted((a, b) => a.startAt - b.startAt);
}

function handoffs(
  pattern: SlotPattern,
  period: Interval,
  timeZone: string,
): readonly { readonly day: number; readonly hull: Interval }[] {
  const days = pattern.length === 'week' ? 7 : 1;
  return daysOf(period, timeZone)
    .filter((day) => pattern.handoffWeekday === null || weekdayOf(day) === pattern.handoffWeekday)
    .map((day) => ({
      day,
      hull: between(day, pattern.handoffTime, day + days, pattern.handoffTime, timeZone),
    }))
    .filter(({ hull }) => period.startAt <= hull.startAt && hull.startAt < period.endAt);
}

/** The times of duty within `hull`, each once and apart from each other. */
function piecesOf(pattern: SlotPattern, hull: Interval, heavy: HeavyHours): readonly Interval[] {
  if (pattern.hours.length === 0) return [hull];
  const first = dayOf(hull.startAt, heavy.timeZone) - 1;
  const days = [first, ...daysOf(hull, heavy.timeZone)];
  const windows = days.flatMap((day) =>
    pattern.hours
      .filter(
        (hours) => hours.weekdays.includes(weekdayOf(day)) || (hours.onHolidays && heavy.isHoliday(day)),
      )
      .map(({ from, to }) => between(day, from, to > from ? day : day + 1, to, heavy.timeZone)),
  );
  return joined(
    windows.map((window) => within(window, hull)).filter(({ startAt, endAt }) => startAt < endAt),
  );
}

function between(day: number, from: string, lastDay: number, to: string, timeZone: string): Interval {
  return { startAt: atLocal(day, from, timeZone), endAt: atLocal(lastDay, to, timeZone) };
}

function within(interval: Interval, hull: Interval): Interval {
  return {
    startAt: Math.max(interval.startAt, hull.startAt),
    endAt: Math.min(interval.endAt, hull.endAt),
  };
}

/** Intervals that touch or overlap become one. */
export function joined(intervals: readonly Interval[]): readonly Interval[] {
  const apart: { startAt: Instant; endAt: Instant }[] = [];
  for (const { startAt, endAt } of intervals.toSorted((a, b) => a.startAt - b.startAt)) {
    const last = apart.at(-1);
    if (last && startAt <= last.endAt) last.endAt = Math.max(last.endAt, endAt);
    else apart.push({ startAt, endAt });
  }
  return apart;
}
