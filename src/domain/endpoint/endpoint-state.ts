import { type Instant, SECOND } from '../../runtime/instant.ts';

/**
 * How a phone or trunk of the PBX stands. `online`: it is registered, or answers Asterisk's own checks. `offline`: it
 * is not registered, or does not answer. `missing`: the PBX has nothing of that name. `unknown`: nothing says whether
 * it is there, as with a trunk that is not checked, or while Asterisk is out of reach.
 */
export const ENDPOINT_STATES = ['online', 'offline', 'missing', 'unknown'] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];

/** How long a state must last before it is believed: phones restart, and networks stumble. */
export interface Patience {
  readonly downSeconds: number;
  readonly upSeconds: number;
}

/** An endpoint's states, as far as they bear on whether it is down for good. */
export interface Settling {
  /** Null: not seen for long enough to say. */
  readonly settled: 'up' | 'down' | null;
  readonly downSince: Instant | null;
  readonly upSince: Instant | null;
}

export const UNSEEN: Settling = { settled: null, downSince: null, upSince: null };

/**
 * One more reading. What comes back for less than `upSeconds` was never back: an endpoint that flaps is down. A
 * reading that says nothing changes nothing.
 */
export function settle(before: Settling, state: EndpointState, now: Instant, patience: Patience): Settling {
  if (state === 'unknown') return before;
  if (state === 'online') {
    const upSince = before.upSince ?? now;
    if (now - upSince < patience.upSeconds * SECOND) return { ...before, upSince };
    return { settled: 'up', downSince: null, upSince };
  }
  const downSince = before.downSince ?? now;
  const isDown = now - downSince >= patience.downSeconds * SECOND;
  return { settled: isDown ? 'down' : before.settled, downSince, upSince: null };
}
