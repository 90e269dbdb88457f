import type { TelephonyEvent } from '../calls/telephony.ts';
import type { AriChannel, AriEvent } from './ari-events.ts';
import { bothEnds, endpointOf } from './channel-names.ts';
import type { Leg, LegRegistry } from './leg-registry.ts';

type Entered = Extract<AriEvent, { readonly type: 'StasisStart' }>;

/**
 * What a transfer tells: a channel of Asterisk's own making goes on in the place of a leg's. One by the caller's side
 * changes nothing for the call, unless it hands its caller over to us; one by the responder's leaves it to somebody else.
 */
export function transferred(event: Entered, leg: Leg, legs: LegRegistry): readonly TelephonyEvent[] {
  const { channel, replace_channel: replaced } = event;
  legs.moveTo(leg, channel.id);
  leg.channelName = channel.name;
  const other = otherSide(leg, legs);
  if (leg.role === 'caller') return callerGivenOver(leg, other);
  leg.transferred = true;
  const to = other?.dialled ?? transferTarget(channel, phoneOf(replaced), legs);
  return [{ type: 'leg-transferred', leg: leg.id, to }, ...(other ? callerGivenOver(other, leg) : [])];
}

/**
 * Whose caller it is that comes in on the far end of a Local channel: of a responder who sent them on to one of our own
 * numbers. Either end may be told first.
 */
export function callerGivenOver(caller: Leg, by: Leg | undefined): readonly TelephonyEvent[] {
  if (by?.role !== 'dialled') return [];
  return [{ type: 'caller-transferred', leg: caller.id, from: by.id }];
}

/** The leg at the other end of the Local channel that a leg goes on as. */
export function otherSide(leg: Leg, legs: LegRegistry): Leg | undefined {
  const { channelName } = leg;
  if (channelName === null || !/^Local\/.*;[12]$/.test(channelName)) return undefined;
  return legs
    .all()
    .find(
      (one) => one !== leg && one.channelName !== null && bothEnds(one.channelName) === bothEnds(channelName),
    );
}

/**
 * Blind: a Local channel that dials the number, `Local/204@context-00000003;1`. Attended: one that links the two calls,
 * `Local/_attended@transfer-00000003;1`, and carries the number of the other one; where that is the transferring phone's
 * own, or none, its other call is one to us (measured on 22.10.1).
 */
function transferTarget(
  { name, caller }: AriChannel,
  phone: string | null,
  legs: LegRegistry,
): string | null {
  const dialled = /^Local\/([^@]+)@/.exec(name)?.[1];
  if (dialled !== undefined && dialled !== '_attended') return dialled;
  if (caller.number !== '' && caller.number !== phone) return caller.number;
  const asked = legs
    .all()
    .findLast(
      (leg) => leg.role === 'caller' && leg.channelName !== null && endpointOf(leg.channelName) === phone,
    );
  return asked?.dialled ?? null;
}

function phoneOf(channel: AriChannel | undefined): string | null {
  return channel === undefined ? null : endpointOf(channel.name);
}
