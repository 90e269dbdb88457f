import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';

/**
 * The phones that ring or talk at once, whoever has them dialled: one cap for calls of hotlines and for calls of our own.
 * A leg counts from the decision to dial it until its end is known, as the states of the calls say.
 */
export interface OutboundLegs {
  readonly max: number;
  inUse(): number;
  /** How many more may be dialled. */
  free(): number;
  /** Somebody else who has phones dialled tells how many those are now. */
  count(legs: () => number): void;
  /** A call of our own is about to have a phone dialled. False: too many were within the hour. */
  claimOwn(): boolean;
}

/** How many phones calls of our own may have dialled within an hour: a loop, or a thief, costs no more than that. */
export interface HourlyCap {
  readonly most: number;
  readonly clock: Pick<Clock, 'now'>;
  /** Told once, until there is room again. */
  readonly onExceeded: () => void;
}

const HOUR = 3600 * SECOND;

export function createOutboundLegs(max: number, ofOwnCalls: HourlyCap | null = null): OutboundLegs {
  const counters: (() => number)[] = [];
  const inUse = () => counters.reduce((sum, legs) => sum + legs(), 0);
  return {
    max,
    inUse,
    free: () => Math.max(0, max - inUse()),
    count: (legs) => void counters.push(legs),
    claimOwn: ofOwnCalls === null ? () => true : createHourly(ofOwnCalls),
  };
}

function createHourly({ most, clock, onExceeded }: HourlyCap): () => boolean {
  let claimed: readonly Instant[] = [];
  let isTold = false;
  return () => {
    const now = clock.now();
    // A clock that was set back gives nobody the room of others.
    claimed = claimed.filter((at) => at > now - HOUR);
    if (claimed.length >= most) {
      if (!isTold) onExceeded();
      isTold = true;
      return false;
    }
    isTold = false;
    claimed = [...claimed, now];
    return true;
  };
}
