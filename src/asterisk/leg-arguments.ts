import type { LegId } from '../calls/telephony.ts';

const MARK = 'leg';

/** What a leg of ours has to say in its StasisStart, as a caller has the number dialled. */
export function legArguments(leg: LegId): string {
  return `${MARK},${leg}`;
}

/**
 * The leg for which a channel enters, whatever the channel: somebody's who picked the ringing phone up, or that of a
 * call forwarding. Null: it is not for a leg.
 */
export function legOfArguments([mark, leg]: readonly string[]): LegId | null {
  return mark === MARK && leg ? leg : null;
}
