import type { Instant, Interval } from '../../runtime/instant.ts';

/**
 * What holds at an instant, and around it: `value` is the same from `startAt` to before `endAt`. It may hold beyond,
 * never less; the ends may be infinite.
 */
export interface Stretch<T> extends Interval {
  readonly value: T;
}

/** Something that is one thing until it is another: ask it at an instant. */
export type Changing<T> = (at: Instant) => Stretch<T>;

export function always<T>(value: T): Changing<T> {
  const stretch = { startAt: Number.NEGATIVE_INFINITY, endAt: Number.POSITIVE_INFINITY, value };
  return () => stretch;
}

/**
 * Asks several changing things at one instant, and knows for how long all their answers together hold: what is concluded
 * from them holds as long.
 */
export class Inquiry {
  readonly at: Instant;
  #startAt = Number.NEGATIVE_INFINITY;
  #endAt = Number.POSITIVE_INFINITY;

  constructor(at: Instant) {
    this.at = at;
  }

  ask<T>(changing: Changing<T>): T {
    const { startAt, endAt, value } = changing(this.at);
    if (startAt > this.#startAt) this.#startAt = startAt;
    if (endAt < this.#endAt) this.#endAt = endAt;
    return value;
  }

  conclude<T>(value: T): Stretch<T> {
    return { startAt: this.#startAt, endAt: this.#endAt, value };
  }
}

/** The same, remembering its last answer: who walks through time asks near the last place. */
export function remembering<T>(changing: Changing<T>): Changing<T> {
  let last: Stretch<T> | null = null;
  return (at) => {
    if (last === null || at < last.startAt || at >= last.endAt) last = changing(at);
    return last;
  };
}

/** What holds from `from` to `to`, side by side; neighbours may have the same value. */
export function* stretches<T>(changing: Changing<T>, from: Instant, to: Instant): Generator<Stretch<T>> {
  for (let startAt = from; startAt < to; ) {
    const { endAt, value } = changing(startAt);
    yield { startAt, endAt: Math.min(endAt, to), value };
    startAt = endAt;
  }
}
