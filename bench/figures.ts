import type { PlacedCall } from './short-messages.ts';

/** What the callers of one run saw; times from INVITE to 200, in milliseconds. */
export interface CallFigures {
  readonly calls: number;
  /** Not answered, or not ended by their own hang-up. */
  readonly failed: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Sums up calls; `wanted` is how many should have been placed, and the difference has failed too. */
export function figuresOf(calls: readonly PlacedCall[], wanted: number): CallFigures {
  const waits = calls.flatMap((call) => (call.answeredAt === null ? [] : [call.answeredAt - call.invitedAt]));
  const done = calls.filter((call) => call.answeredAt !== null && call.doneAt !== null).length;
  return { calls: wanted, failed: wanted - done, ...percentiles(waits) };
}

export function percentiles(
  values: readonly number[],
): Pick<CallFigures, 'p50Ms' | 'p95Ms' | 'p99Ms' | 'maxMs'> {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    p50Ms: percentile(sorted, 50),
    p95Ms: percentile(sorted, 95),
    p99Ms: percentile(sorted, 99),
    maxMs: percentile(sorted, 100),
  };
}

/** The smallest of the sorted values that `share` percent of them do not exceed; NaN when there is none. */
function percentile(sorted: readonly number[], share: number): number {
  const place = Math.max(1, Math.ceil((share / 100) * sorted.length));
  return sorted[place - 1] ?? Number.NaN;
}
