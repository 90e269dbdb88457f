import { parseMoment } from '../domain/items/moment.ts';
import type { Instant, Interval } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';

export interface SpanFlags {
  readonly from?: string;
  readonly to?: string;
}

/** The time between `--from` (now, if absent) and `--to`, on the clocks of `zone`. */
export function readSpan(
  { from, to }: SpanFlags,
  zone: string,
  now: Instant,
  defaultEnd: (startAt: Instant) => Instant | null,
): Result<Interval, readonly string[]> {
  const startAt = from === undefined ? now : parseMoment(from, zone);
  if (startAt === null) return fail([notAMoment('--from', from)]);
  const endAt = to === undefined ? defaultEnd(startAt) : parseMoment(to, zone);
  if (endAt === null)
    return fail([
      to === undefined ? '--to is missing: expected a time such as 2026-11-23 18:00' : notAMoment('--to', to),
    ]);
  return endAt > startAt ? ok({ startAt, endAt }) : fail(['--to is not after --from']);
}

/** For programs. */
export function isoInterval({ startAt, endAt }: Interval) {
  return { start: new Date(startAt).toISOString(), end: new Date(endAt).toISOString() };
}

function notAMoment(flag: string, text: string | undefined): string {
  return `${flag} is ${JSON.stringify(text)}: expected a time such as 2026-11-23 18:00`;
}
