import { parseLegId } from '../calls/live/call-ids.ts';
import type { AriChannel, AriEvent } from './ari-events.ts';
import { bothEnds } from './channel-names.ts';
import { legOfArguments, legOfPhone } from './leg-arguments.ts';
import type { LegRegistry } from './leg-registry.ts';

/** `204` of `Local/204@context-00000003;1`. */
const dialledBy = ({ name }: AriChannel) => name.replace(/^Local\//, '').replace(/@.*/, '');

/** Names are kept as long as this many forwards are younger: their other end shows within milliseconds, or never. */
const KEPT_FORWARDS = 100;

/**
 * Tells the channels that Asterisk made of its own accord, so that they are ended and never taken for a caller: a phone
 * that is forwarded (SIP 302) makes Asterisk dial the other number in the phone's own context, past everything that is
 * decided here about who may be dialled. Only what the dialplan sent in with its arguments is a caller.
 */
export function createUninvited(legs: LegRegistry): (event: AriEvent) => string | null {
  const refusedForwards: string[] = [];

  function forwardOf(channel: AriChannel, ofPeer: AriChannel): string | null {
    const leg = legs.onChannel(ofPeer.id);
    if (!leg && !parseLegId(legOfPhone(ofPeer.id))) return null;
    if (leg) leg.forwardedTo = dialledBy(channel);
    refusedForwards.push(bothEnds(channel.name));
    if (refusedForwards.length > KEPT_FORWARDS) refusedForwards.shift();
    return channel.id;
  }

  function strangerIn(channel: AriChannel, args: readonly string[]): string | null {
    if (legs.onChannel(channel.id) || parseLegId(channel.id)) return null;
    if (refusedForwards.includes(bothEnds(channel.name))) return channel.id;
    const forLeg = legOfArguments(args);
    if (forLeg !== null) {
      const leg = legs.get(forLeg);
      // One phone of several, dialled by an earlier life of this process: recovery finds it.
      if (!leg && legOfPhone(channel.id) === forLeg) return null;
      return leg && !leg.answered ? null : channel.id;
    }
    return args.length === 0 ? channel.id : null;
  }

  return (event) => {
    if (event.type === 'Dial' && event.forwarded) return forwardOf(event.forwarded, event.peer);
    if (event.type === 'StasisStart' && !event.replace_channel) return strangerIn(event.channel, event.args);
    return null;
  };
}
