import type { Instant, Interval } from '../../runtime/instant.ts';

/** How many of these overlap at most; one that ends when another begins does not. */
export function mostAtOnce(intervals: readonly Interval[]): number {
  const edges = intervals
    .flatMap(({ startAt, endAt }): [Instant, number][] => [
      [startAt, 1],
      [endAt, -1],
    ])
    .sort(([a, up], [b, down]) => a - b || up - down);
  let [now, most] = [0, 0];
  for (const [, change] of edges) {
    now += change;
    most = Math.max(most, now);
  }
  return most;
}
