import type { Instant } from '../../domain/instant.ts';
import { instantOf } from '../../domain/schedule/wall-clock.ts';

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
