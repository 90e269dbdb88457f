import { parseBridgeId, parseLegId } from '../calls/live/call-ids.ts';
import type { AsteriskSnapshot, LegId } from '../calls/telephony.ts';
import type { AriChannel } from './ari-events.ts';
import { arrivalOf } from './event-translation.ts';
import { legOfArguments, legOfPhone } from './leg-arguments.ts';
import type { Leg, LegRegistry } from './leg-registry.ts';
import { isTransferChannel } from './recording-names.ts';

/** The parts of ARI's channels and bridges that tell what is ours. */
export interface SnapshotChannel extends AriChannel {
  readonly state: string;
  readonly dialplan: { readonly exten: string; readonly app_name: string; readonly app_data: string };
}

export interface SnapshotBridge {
  readonly id: string;
  readonly channels: string | readonly string[];
}

/**
 * What of Asterisk's channels and bridges is ours: channels and bridges of our names, and callers inside our
 * application. All of it enters the registry, so that its events are told also after a restart of the service.
 */
export function snapshotFrom(
  channels: readonly SnapshotChannel[],
  bridges: readonly SnapshotBridge[],
  app: string,
  legs: LegRegistry,
): AsteriskSnapshot {
  const legOn = (channel: string): LegId => legs.onChannel(channel)?.id ?? channel;
  const ours = channels.filter((channel) => isOurs(channel, app, legs) && !isLeftBehind(channel, legs));
  for (const channel of channels) {
    const taken = ours.includes(channel) ? undefined : legs.onChannel(channel.id);
    // Else requests meant for our caller would be done to the fallback's.
    if (taken && !taken.leaving) legs.remove(taken);
  }
  for (const { id, state, name } of ours) {
    const leg = legs.onChannel(id) ?? enter(id, legs);
    leg.channelName = name;
    if (state === 'Up') leg.answered = true;
  }
  return {
    legs: [...new Set(ours.map(({ id }) => legOn(id)))].map((leg) => ({
      leg,
      answered: ours.some(({ id, state }) => legOn(id) === leg && state === 'Up'),
    })),
    bridges: bridges
      .filter(({ id }) => parseBridgeId(id))
      .map((bridge) => ({ bridge: bridge.id, legs: [bridge.channels].flat().map(legOn) })),
    arrivals: ours
      .filter(({ id }) => legs.onChannel(id)?.role === 'caller')
      .map((channel) => arrivalOf(channel, channel.dialplan.app_data.split(',').slice(1))),
  };
}

/** A leg of ours, one more phone of such a leg, or a caller. */
function enter(channel: string, legs: LegRegistry): Leg {
  const id = legOfPhone(channel);
  if (!parseLegId(id)) return legs.add(channel, 'caller');
  const leg = legs.get(id);
  if (leg) {
    legs.join(leg, channel);
    return leg;
  }
  const added = legs.add(id, 'dialled');
  legs.moveTo(added, channel);
  return added;
}

/** The leg goes on elsewhere, by a transfer: this is the phone that has not hung up yet. */
function isLeftBehind({ id }: SnapshotChannel, legs: LegRegistry): boolean {
  return legs.onChannel(id) === undefined && legs.get(id) !== undefined;
}

/**
 * A caller whom we gave back to the dialplan, or whom the dead-man switch took while we heard nothing, is in no
 * application any more: that channel is the fallback's. One that a transfer put in a caller's place says nothing of
 * the application it is in.
 */
function isOurs({ id, dialplan }: SnapshotChannel, app: string, legs: LegRegistry): boolean {
  const known = legs.onChannel(id);
  if (known && (known.role === 'dialled' || known.channel !== known.id)) return !known.leaving;
  if (isTransferChannel(id)) return false;
  const [enteredApp, ...args] = dialplan.app_data.split(',');
  const cameAsCaller = args.length > 0 && legOfArguments(args) === null;
  const inOurApp = dialplan.app_name === 'Stasis' && enteredApp === app && cameAsCaller;
  return parseLegId(legOfPhone(id)) !== null || (inOurApp && !known?.leaving);
}
