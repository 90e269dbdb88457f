import type { Interval } from '../../runtime/instant.ts';

/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** The same time, in order, apart from each other. What is empty is left out. */
export function merged(intervals: readonly Interval[]): readonly Interval[] {
  const result: { startAt: number; endAt: number }[] = [];
  for (const { startAt, endAt } of intervals.toSorted((a, b) => a.startAt - b.startAt)) {
    if (endAt <= startAt) continue;
    const last = result.at(-1);
    if (last && startAt <= last.endAt) last.endAt = Math.max(last.endAt, endAt);
    else result.push({ startAt, endAt });
  }
  return result;
}

/** The time that is in both. */
export function common(some: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  return merged(
    some.flatMap((one) =>
      others.map((other) => ({
        startAt: Math.max(one.startAt, other.startAt),
        endAt: Math.min(one.endAt, other.endAt),
      })),
    ),
  );
}

/** The time that is in `some` and in none of `holes`. */
export function without(some: readonly Interval[], holes: readonly Interval[]): readonly Interval[] {
  const cuts = merged(holes);
  return merged(some).flatMap(({ startAt, endAt }) => {
    const pieces: Interval[] = [];
    let from = startAt;
    for (const hole of cuts) {
      if (hole.endAt <= from || hole.startAt >= endAt) continue;
      if (hole.startAt > from) pieces.push({ startAt: from, endAt: hole.startAt });
      from = hole.endAt;
    }
    if (from < endAt) pieces.push({ startAt: from, endAt });
    return pieces;
  });
}

/** Milliseconds in all; time that is there twice counts once. */
export function totalOf(intervals: readonly Interval[]): number {
  return merged(intervals).reduce((sum, { startAt, endAt }) => sum + endAt - startAt, 0);
}

/** Whole minutes, down: what follows without a break still does. */
export function toMinutes({ startAt, endAt }: Interval): Interval {
  return {
    startAt: Math.floor(startAt / MINUTE) * MINUTE,
    endAt: Math.floor(endAt / MINUTE) * MINUTE,
  };
}
