import type { Duty } from './problem.ts';
import type { Cap } from './rules.ts';

/** Time between two duties on the clock, in hours; below 0 when they overlap. */
export function gapHours(earlier: Duty, later: Duty): number {
  return (later.calendar.clockStart - earlier.calendar.clockEnd) / HOUR_MS;
}

/** From the start of one duty to the end of another (or its own) on the clock, in hours. */
export function spanHours(first: Duty, last: Duty): number {
  return (last.calendar.clockEnd - first.calendar.clockStart) / HOUR_MS;
}

export function overlaps(a: Duty, b: Duty): boolean {
  return a.startAt < b.endAt && b.startAt < a.endAt;
}

/** True when `later` goes on where `earlier` ends: together they are one run. */
export function goesOn(earlier: Duty, later: Duty): boolean {
  return earlier.endAt === later.startAt;
}

/**
 * The ends of the run that `duty` is in beside `others`: the time on duty around it without a break. Duties on two
 * lines of one schedule may have been planned over each other before, so what overlaps is one run too.
 */
export function runOf(duty: Duty, others: readonly Duty[]): { readonly first: Duty; readonly last: Duty } {
  return { first: firstOf(duty, others), last: lastOf(duty, others) };
}

function firstOf(duty: Duty, others: readonly Duty[]): Duty {
  const before = others.find((other) => other.startAt < duty.startAt && duty.startAt <= other.endAt);
  return before ? firstOf(before, others) : duty;
}

function lastOf(duty: Duty, others: readonly Duty[]): Duty {
  const after = others.find((other) => other.startAt <= duty.endAt && duty.endAt < other.endAt);
  return after ? lastOf(after, others) : duty;
}

/** The week, month or period in which a duty counts for a cap; null: it does not count (it is not in the period). */
export function capBucket(cap: Cap, duty: Duty, inPeriod: boolean): string | null {
  switch (cap.per) {
    case 'week':
      return String(duty.calendar.week);
    case 'month':
      return duty.calendar.month;
    case 'period':
      return inPeriod ? 'period' : null;
  }
}

/** The nights, weekends or holidays that a cap counts, each once; null: the cap counts hours or duties. */
export function cappedOccasions(cap: Cap, duty: Duty): readonly number[] | null {
  return cap.count === 'hours' || cap.count === 'duties' ? null : duty.calendar[cap.count];
}

/** What a duty adds to a cap on hours or duties. */
export function cappedAmount(cap: Cap, duty: Duty): number {
  return cap.count === 'hours' ? duty.hours : 1;
}

const HOUR_MS = 60 * 60 * 1000;
