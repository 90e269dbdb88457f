import { localDate, minuteOfDay } from '../domain/schedule/calendar.ts';
import { dayOf, minuteOfLocalDay } from '../domain/schedule/wall-clock.ts';
import type { Instant, Interval } from '../runtime/instant.ts';
import { periodOf } from './period-template.ts';

export const REPLACEMENT_SPANS = ['whole', 'tonight', 'weekend'] as const;
/** How much of a duty is replaced, in the words of whoever replaces: until its end, this night, this weekend. */
export type ReplacementSpan = (typeof REPLACEMENT_SPANS)[number];

export interface NamedSpan extends Interval {
  readonly name: ReplacementSpan;
}

/** Whoever asks before it at night means the night that goes on. */
const MORNING = minuteOfDay('08:00');

/**
 * What can be chosen of a duty that is still to come or goes on: all that is left of it first, then this night and this
 * weekend, as far as they are of it and not all of it.
 */
export function replacementSpans(duty: Interval, now: Instant, timeZone: string): readonly NamedSpan[] {
  const left = { startAt: Math.max(duty.startAt, now), endAt: duty.endAt };
  const today = dayOf(now, timeZone);
  const evening = minuteOfLocalDay(now, timeZone) < MORNING ? today - 1 : today;
  const parts = [
    { name: 'tonight', ...periodOf('night', localDate(evening), timeZone) },
    { name: 'weekend', ...weekendFrom(now, timeZone) },
  ] as const;
  const named = parts
    .map(({ name, startAt, endAt }) => ({
      name,
      startAt: Math.max(startAt, left.startAt),
      endAt: Math.min(endAt, left.endAt),
    }))
    .filter(({ startAt, endAt }) => startAt < endAt && (startAt > left.startAt || endAt < left.endAt));
  return [{ name: 'whole', ...left }, ...named];
}

/** The weekend that goes on, on a Monday before its end too, or else the one that comes. */
function weekendFrom(now: Instant, timeZone: string): Interval {
  const today = dayOf(now, timeZone);
  const last = periodOf('weekend', localDate(today - 1), timeZone);
  if (last.startAt <= now && now < last.endAt) return last;
  return periodOf('weekend', localDate(today), timeZone);
}
