/** Milliseconds since 1970-01-01T00:00:00Z. Instants are always UTC; zones exist only in `schedule/wall-clock`. */
export type Instant = number;

/** `[startAt, endAt)`: the end belongs to what follows. */
export interface Interval {
  readonly startAt: Instant;
  readonly endAt: Instant;
}

export const SECOND = 1000;

export function contains(interval: Interval, at: Instant): boolean {
  return interval.startAt <= at && at < interval.endAt;
}
