import { type Instant, SECOND } from '../../runtime/instant.ts';

/** At most `most` in any `seconds`. */
export interface Rate {
  readonly most: number;
  readonly seconds: number;
}

/** When one more is allowed, `now` at the earliest. `earlier`: the instants of those before, in any order. */
export function allowedAt(rate: Rate, earlier: readonly Instant[], now: Instant): Instant {
  const windowStart = now - rate.seconds * SECOND;
  const recent = earlier.filter((at) => at > windowStart).sort((a, b) => a - b);
  // Once this one has left the window, `most` - 1 remain in it.
  const blocking = recent[recent.length - rate.most];
  return blocking === undefined ? now : blocking + rate.seconds * SECOND;
}
