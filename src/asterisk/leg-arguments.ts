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

/**
 * Channels of a leg that rings several phones at once: the first has the leg's own name, the others one that begins
 * as all of ours do (`vigie-c2.<call>-<attempt>`), by which the dialplan knows them. No name begins with another: see
 * `legId`.
 */
export function channelOfPhone(leg: LegId, nth: number): string {
  return nth === 1 ? leg : leg.replace(/^(vigie-)?/, `$1c${nth}.`);
}

/** The leg in which a channel rings one phone of several; the channel's own name when it does not. */
export function legOfPhone(channel: string): LegId {
  return channel.replace(/^(vigie-)?c\d+\./, '$1');
}
