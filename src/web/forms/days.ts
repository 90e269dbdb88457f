import type { Instant } from '../../domain/instant.ts';
import { instantOf } from '../../domain/schedule/wall-clock.ts';

/** The days of a filter, as typed, and the time that they mean. */
export interface ReadDays {
  /** Null: not given, or not understood. */
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly wrong: readonly ('from' | 'to')[];
}

/** From the first day's midnight to the last one's end, on the clocks of a zone. */
export function readDays(from: string, to: string, zone: string): ReadDays {
  const [startsAt, endsAt] = [startOfDay(from, zone), startOfDay(nextDay(to), zone)];
  return {
    startsAt,
    endsAt,
    wrong: [
      ...(from !== '' && startsAt === null ? ['from' as const] : []),
      ...(to !== '' && endsAt === null ? ['to' as const] : []),
    ],
  };
}

function startOfDay(date: string, zone: string): Instant | null {
  return date === '' ? null : instantOf(`${date} 00:00`, zone);
}

/** The date after; whatever is no date stays as it is, and is refused later. */
function nextDay(date: string): string {
  const midnight = instantOf(`${date} 00:00`, 'UTC');
  return midnight === null ? date : new Date(midnight + 24 * 3_600_000).toISOString().slice(0, 10);
}
