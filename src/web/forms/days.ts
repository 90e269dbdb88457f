import { instantOf } from '../../domain/schedule/wall-clock.ts';
import type { Instant } from '../../runtime/instant.ts';

const DAY = 24 * 3_600_000;

/** Null: it is no date. */
export function startOfDay(date: string, zone: string): Instant | null {
  return date === '' ? null : instantOf(`${date} 00:00`, zone);
}

/** The first instant that is no longer in the day; null: it is no date. */
export function endOfDay(date: string, zone: string): Instant | null {
  const midnight = date === '' ? null : instantOf(`${date} 00:00`, 'UTC');
  return midnight === null ? null : startOfDay(new Date(midnight + DAY).toISOString().slice(0, 10), zone);
}

/** The days of a filter, as typed, and the time that they mean. */
export interface ReadDays {
  /** Null: not given, or not understood. */
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly wrong: readonly ('from' | 'to')[];
}

/** From the first day's midnight to the last one's end, on the clocks of a zone. */
export function readDays(from: string, to: string, zone: string): ReadDays {
  const [startsAt, endsAt] = [startOfDay(from, zone), endOfDay(to, zone)];
  return {
    startsAt,
    endsAt,
    wrong: [
      ...(from !== '' && startsAt === null ? ['from' as const] : []),
      ...(to !== '' && endsAt === null ? ['to' as const] : []),
    ],
  };
}
