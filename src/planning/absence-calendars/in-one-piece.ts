import type { Interval } from '../../runtime/instant.ts';

/** The same time, in order and without overlaps: intervals that touch become one. */
export function inOnePiece(intervals: readonly Interval[]): readonly Interval[] {
  const pieces: { startAt: number; endAt: number }[] = [];
  for (const { startAt, endAt } of intervals.toSorted((a, b) => a.startAt - b.startAt)) {
    const last = pieces.at(-1);
    if (last && startAt <= last.endAt) last.endAt = Math.max(last.endAt, endAt);
    else pieces.push({ startAt, endAt });
  }
  return pieces;
}
