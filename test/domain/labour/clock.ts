import { instantOf } from '../../../src/domain/schedule/wall-clock.ts';
import type { Instant, Interval } from '../../../src/runtime/instant.ts';

/** A time on the clocks of Paris. */
export function paris(local: string): Instant {
  const at = instantOf(local, 'Europe/Paris');
  if (at === null) throw new Error(`${local} is no time`);
  return at;
}

/** From and to, on the clocks of Paris. */
export function span(from: string, to: string): Interval {
  return { startAt: paris(from), endAt: paris(to) };
}
