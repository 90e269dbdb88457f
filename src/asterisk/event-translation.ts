import { parseLegId } from '../calls/live/call-ids.ts';
import type { Arrival, TelephonyEvent } from '../calls/telephony.ts';
import type { LegCause } from '../domain/call.ts';
import type { EndReason } from '../domain/escalation/reasons.ts';
import type { AriChannel, AriEvent } from './ari-events.ts';
import { endpointOf } from './channel-names.ts';
import { type LegEnding, legCause, mostTelling } from './hangup-causes.ts';
import { legOfArguments, legOfPhone } from './leg-arguments.ts';
import type { Leg, LegRegistry } from './leg-registry.ts';
import { callerGivenOver, otherSide, transferred } from './transfers.ts';

/** What the networks write where a caller withholds their number. */
const WITHHELD = /^(anonymous|unknown|unavailable|restricted|private|withheld)$/i;

type Of<Type extends AriEvent['type']> = Extract<AriEvent, { readonly type: Type }>;

/** One event of Asterisk in the calls' words; none when it tells them nothing. Keeps the registry of legs. */
export function translate(event: AriEvent, legs: LegRegistry): readonly TelephonyEvent[] {
  if (event.type === 'StasisStart') return entered(event, legs);
  const told = translateOther(event, legs);
  return told === null ? [] : [told];
}

function translateOther(
  event: Exclude<AriEvent, { readonly type: 'StasisStart' }>,
  legs: LegRegistry,
): TelephonyEvent | null {
  switch (event.type) {
    case 'StasisEnd':
      return left(event.channel, legs);
    case 'Dial':
      return dialling(event, legs);
    case 'ChannelHangupRequest':
      return hangupRequested(event, legs);
    case 'ChannelDestroyed':
      return destroyed(event, legs);
    case 'ChannelDtmfReceived': {
      const leg = legs.onChannel(event.channel.id);
      return leg ? { type: 'key', leg: leg.id, key: event.digit } : null;
    }
    case 'PlaybackFinished':
      return { type: 'play-finished', play: event.playback.id, played: event.playback.state !== 'failed' };
    case 'RecordingFinished':
    case 'RecordingFailed':
      return {
        type: 'recording-finished',
        recording: event.recording.name,
        seconds: event.recording.duration ?? null,
        stored: event.type === 'RecordingFinished',
      };
    case 'ApplicationReplaced':
    case 'ChannelUserevent':
      return null;
  }
}

function entered(event: Of<'StasisStart'>, legs: LegRegistry): readonly TelephonyEvent[] {
  const replaced = event.replace_channel && legs.onChannel(event.replace_channel.id);
  if (replaced) return transferred(event, replaced, legs);
  const dialled = legs.onChannel(event.channel.id);
  const leg = dialled ?? pickedUp(event, legs);
  if (leg?.role === 'dialled') {
    leg.answered = true;
    const answered = { type: 'leg-answered', leg: leg.id } as const;
    return [dialled ? answered : { ...answered, ...pickedUpBy(event.channel) }];
  }
  // Ours, but dialled by an earlier life of this process: recovery finds it.
  if (parseLegId(legOfPhone(event.channel.id))) return [];
  return arrived(event, legs);
}

function pickedUpBy(channel: AriChannel) {
  const pickedUpOn = endpointOf(channel.name);
  return { pickedUpBy: partyOf(channel), ...(pickedUpOn === null ? {} : { pickedUpOn }) };
}

/** `Phone 204 (204)`; empty: not known. */
function partyOf({ caller: { name, number } }: AriChannel): string {
  return name === '' || name === number ? number : `${name} (${number})`;
}

/** Whoever picks a ringing phone up comes in on a channel of their own, which goes on as the leg. */
function pickedUp(event: Of<'StasisStart'>, legs: LegRegistry): Leg | undefined {
  const leg = legs.get(legOfArguments(event.args) ?? '');
  if (leg && !leg.answered) legs.moveTo(leg, event.channel.id);
  return leg;
}

function arrived(event: Of<'StasisStart'>, legs: LegRegistry): readonly TelephonyEvent[] {
  const leg = legs.add(event.channel.id, 'caller');
  leg.answered = true;
  leg.channelName = event.channel.name;
  const arrival = arrivalOf(event.channel, event.args);
  leg.dialled = arrival.dialled;
  return [arrival, ...callerGivenOver(leg, otherSide(leg, legs))];
}

/**
 * Arguments of `Stasis()`: the number dialled; `CALLERID(num-pres)`, without which ARI hides that a number is withheld;
 * whose forwarding brought the call, last and first, from the network's Diversion or History-Info; `test` for a call
 * that we, or whoever runs the PBX, placed to try the hotline; and to which number it was forwarded, which is whose
 * forwarding it was where Asterisk reads a History-Info from its end.
 */
export function arrivalOf({ id, caller, dialplan }: AriChannel, args: readonly string[]): Arrival {
  const [dialled, presentation, lastForwarder = '', firstForwarder = '', mark, forwardedTo = ''] = args;
  const forwardedFrom = [lastForwarder, firstForwarder, forwardedTo].filter(
    (number) => number !== '' && number !== dialled,
  );
  const withheld =
    caller.number === '' || WITHHELD.test(caller.number) || presentation?.startsWith('prohib') === true;
  return {
    type: 'call-arrived',
    leg: id,
    dialled: dialled || dialplan.exten,
    callerNumber: withheld ? null : caller.number,
    callerName: withheld || caller.name === '' ? null : caller.name,
    ...(forwardedFrom.length === 0 ? {} : { forwardedFrom }),
    ...(mark === 'test' ? { isTest: true } : {}),
  };
}

/** 183 counts as ringing: many carriers send nothing else. Of a leg of ours StasisStart tells the answer. */
function dialling(event: Of<'Dial'>, legs: LegRegistry): TelephonyEvent | null {
  const leg = legs.onChannel(event.peer.id);
  if (leg?.transferred && event.dialstatus === 'ANSWER') return { type: 'leg-answered', leg: leg.id };
  if (!leg || leg.ringing || !['RINGING', 'PROGRESS'].includes(event.dialstatus)) return null;
  leg.ringing = true;
  return { type: 'leg-ringing', leg: leg.id };
}

/** Comes before the end whoever asked for it, ourselves included; never before a ring time-out (measured on 22.10.1). */
function hangupRequested(event: Of<'ChannelHangupRequest'>, legs: LegRegistry): null {
  const leg = legs.onChannel(event.channel.id);
  if (leg && !leg.hungUpByUs) leg.hungUpByThem = true;
  return null;
}

/**
 * Leaving Stasis ends every leg that was in it: a caller's ChannelDestroyed may never come, nor that of a channel that
 * replaced a leg's own in a transfer (measured on 22.10.1).
 */
function left(channel: AriChannel, legs: LegRegistry): TelephonyEvent | null {
  const leg = legs.onChannel(channel.id);
  if (!leg) return null;
  const told = ended(leg, legs, 'hung-up', { code: 'hung-up-after-answer' });
  // The dead-man switch, or the watch of the dialplan, took them out.
  if (told?.type !== 'leg-ended' || leg.role !== 'caller' || leg.hungUpByThem || leg.hungUpByUs) return told;
  return { ...told, hungUp: false };
}

function destroyed(event: Of<'ChannelDestroyed'>, legs: LegRegistry): TelephonyEvent | null {
  const leg = legs.onChannel(event.channel.id);
  if (!leg) return null;
  const { cause, why } = mostTelling([...leg.ended, endingOf(event, leg)].map(legCause));
  return ended(
    leg,
    legs,
    cause,
    leg.forwardedTo === null ? why : { code: 'forwarded-elsewhere', to: leg.forwardedTo },
  );
}

/** How a channel ended, by what was seen of its leg. */
export function endingOf(event: Of<'ChannelDestroyed'>, leg: Leg): LegEnding {
  return {
    cause: event.cause ?? null,
    causeText: event.cause_txt ?? '',
    techCause: event.tech_cause ?? null,
    answered: leg.answered,
    hungUpByUs: leg.hungUpByUs,
    hungUpByThem: leg.hungUpByThem,
  };
}

function ended(leg: Leg, legs: LegRegistry, cause: LegCause, why: EndReason): TelephonyEvent | null {
  legs.remove(leg);
  if (leg.leaving || leg.forsaken) return null;
  return { type: 'leg-ended', leg: leg.id, cause, why };
}
