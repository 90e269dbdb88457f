import type { Instant, Interval } from '../../runtime/instant.ts';
import { always, type Changing, remembering, type Stretch } from './stretch.ts';

/** A schedule read for one call is asked a few times: then looking at every interval is less work than an index. */
const ASKED_OFTEN = 8;

/** Which of the intervals hold, in the order given. */
export function whichHold<T extends Interval>(intervals: readonly T[]): Changing<readonly T[]> {
  if (intervals.length === 0) return always([]);
  let asked = 0;
  let index: Changing<readonly T[]> | null = null;
  return remembering((at) => {
    asked++;
    if (asked <= ASKED_OFTEN) return lookAtAll(intervals, at);
    index ??= indexed(intervals);
    return index(at);
  });
}

/** Whether any of the intervals holds. */
export function whenAnyHolds(intervals: readonly Interval[]): Changing<boolean> {
  const holding = whichHold(intervals);
  return remembering((at) => {
    const { startAt, endAt, value } = holding(at);
    return { startAt, endAt, value: value.length > 0 };
  });
}

function lookAtAll<T extends Interval>(intervals: readonly T[], at: Instant): Stretch<readonly T[]> {
  let startAt = Number.NEGATIVE_INFINITY;
  let endAt = Number.POSITIVE_INFINITY;
  const value: T[] = [];
  for (const interval of intervals) {
    if (interval.startAt > at) endAt = Math.min(endAt, interval.startAt);
    else if (interval.endAt <= at) startAt = Math.max(startAt, interval.endAt);
    else {
      value.push(interval);
      startAt = Math.max(startAt, interval.startAt);
      endAt = Math.min(endAt, interval.endAt);
    }
  }
  return { startAt, endAt, value };
}

function indexed<T extends Interval>(intervals: readonly T[]): Changing<readonly T[]> {
  const edges = distinctEdges(intervals);
  // Between edges[i] and edges[i + 1]. Nothing holds before the first nor after the last.
  const holding: T[][] = Array.from({ length: edges.length }, () => []);
  for (const interval of intervals) {
    const end = lastAtOrBefore(edges, interval.endAt);
    for (let i = lastAtOrBefore(edges, interval.startAt); i < end; i++) holding[i]?.push(interval);
  }
  return (at) => {
    const i = lastAtOrBefore(edges, at);
    return {
      startAt: edges[i] ?? Number.NEGATIVE_INFINITY,
      endAt: edges[i + 1] ?? Number.POSITIVE_INFINITY,
      value: holding[i] ?? [],
    };
  };
}

function distinctEdges(intervals: readonly Interval[]): Float64Array {
  const edges = new Float64Array(intervals.length * 2);
  intervals.forEach(({ startAt, endAt }, i) => {
    edges[2 * i] = startAt;
    edges[2 * i + 1] = endAt;
  });
  return edges.sort().filter((edge, i, all) => i === 0 || edge !== all[i - 1]);
}

/** The place of the last edge that is not after `at`; -1 before all of them. */
function lastAtOrBefore(edges: Float64Array, at: Instant): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
