import type { Client } from 'ari-client';
import { parseLegId } from '../calls/live/call-ids.ts';
import type {
  DialRequest,
  Done,
  HangUpReason,
  LegId,
  Telephony,
  TelephonyEvent,
  TelephonyProblem,
} from '../calls/telephony.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type { AriEvent } from './ari-events.ts';
import type { AriLink } from './ari-link.ts';
import { createDialler, type OutsideLines } from './dialler.ts';
import { endingOf, translate } from './event-translation.ts';
import { heardOf, keysUnheardOf } from './heard.ts';
import { legOfArguments } from './leg-arguments.ts';
import { LegRegistry } from './leg-registry.ts';
import { type FindRecording, mediaList } from './media.ts';
import type { PhoneSettings } from './phone-settings.ts';
import { isRecordingTransfer } from './recording-names.ts';
import { snapshotFrom } from './snapshot.ts';
import { createUninvited } from './uninvited.ts';

const ARI_REASON: Readonly<Record<HangUpReason, string>> = {
  normal: 'normal',
  busy: 'busy',
  rejected: 'rejected',
  'answered-elsewhere': 'answered_elsewhere',
};

/** `proxy_media` and `dtmf_events` keep Asterisk from bridging natively, where keys would be lost. */
const BRIDGE_TYPE = 'mixing,dtmf_events,proxy_media';

const GONE: TelephonyProblem = { kind: 'gone', detail: 'the caller is no longer with us' };

/** How long the phone that transferred a call may keep its own side. */
const TRANSFERRED_SECONDS = 5;

/** A quarter of an hour of audio is 14 MB. */
const FETCH_SECONDS = 30;

/**
 * A recording of a channel that no packet comes of for four seconds ends ("No audio available"), as that of somebody
 * who thinks on a line that suppresses silence. With a jitter buffer, whose own clock reads the channel, it goes on:
 * what was not sent is left out (measured on 22.10.1).
 */
const BEAR_SILENCE = { variable: 'JITTERBUFFER(adaptive)', value: 'default' };

/** Q.850. */
const ANSWERED_ELSEWHERE = 26;
/** How long whoever picked a phone up may take to arrive; both events come within milliseconds. */
const PICK_UP_MS = 1_000;

/** The telephone network through ARI. `app` is the application the link listens for; `crash` receives bugs. */
export function createAriTelephony(
  link: AriLink,
  app: string,
  crash: (error: unknown) => void,
  outside: { readonly lines: OutsideLines; readonly phones: PhoneSettings; readonly clock: Clock },
  findRecording: FindRecording = () => null,
): Telephony {
  const legs = new LegRegistry();
  const uninvited = createUninvited(legs);
  let tell: (event: TelephonyEvent) => void = () => undefined;
  const dialler = createDialler({ ...outside, link, legs, app, crash, tell: (event) => tell(event) });

  link.onEvent((event) => {
    if (mayBePickedUp(event)) outside.clock.at(outside.clock.now() + PICK_UP_MS, () => happened(event));
    else happened(event);
  });

  function happened(event: AriEvent): void {
    if (isRecordingTransfer(event)) return;
    const shown = forsakenLegOf(event) ?? uninvited(event);
    if (shown !== null) {
      hangUpChannel(shown).catch(crash);
      return;
    }
    if (event.type === 'StasisStart' && event.replace_channel) letGo(event.replace_channel.id);
    if (event.type === 'StasisStart') stopOthers(event);
    if (dialler.goesOn(event) || isOneOfSeveral(event)) return;
    for (const told of translate(event, legs)) tell(told);
  }

  /**
   * The end of a phone that was picked up elsewhere may overtake the arrival of who picked it up, and is theirs then:
   * their arrival moves the leg to their channel.
   */
  function mayBePickedUp(event: AriEvent): boolean {
    if (event.type !== 'ChannelDestroyed' || event.cause !== ANSWERED_ELSEWHERE) return false;
    const leg = legs.onChannel(event.channel.id);
    return leg?.role === 'dialled' && !leg.answered && !leg.hungUpByUs;
  }

  /** Of several phones on one extension one was answered: the others stop, and show no missed call. */
  function stopOthers({ channel, args }: Extract<AriEvent, { type: 'StasisStart' }>): void {
    const leg = legs.onChannel(channel.id) ?? legs.get(legOfArguments(args) ?? '');
    if (!leg || leg.answered) return;
    for (const other of legs.settle(leg, channel.id)) hangUpChannel(other, 'answered-elsewhere').catch(crash);
  }

  /** One of several phones is gone, and others still ring: nobody is told. */
  function isOneOfSeveral(event: AriEvent): boolean {
    if (event.type !== 'ChannelDestroyed') return false;
    const leg = legs.onChannel(event.channel.id);
    if (!leg || !legs.part(leg, event.channel.id)) return false;
    leg.ended.push(endingOf(event, leg));
    leg.hungUpByThem = false;
    return true;
  }

  /**
   * A phone ends its own side when it has transferred the call; one that does not must keep no channel. That of a
   * responder is ended by Asterisk a little later, so that the phone has heard that the transfer went well; a caller's
   * would go on in the fallback then.
   */
  function letGo(channelId: string): void {
    const isCaller = legs.onChannel(channelId)?.role === 'caller';
    const done = isCaller
      ? hangUpChannel(channelId)
      : command((client) => timeLimit(client, channelId, TRANSFERRED_SECONDS));
    done.catch(crash);
  }

  /** A leg whose dialling was given up for lost is hung up as soon as it rings or answers. */
  function forsakenLegOf(event: AriEvent): string | null {
    const channel = event.type === 'Dial' ? event.peer : event.type === 'StasisStart' ? event.channel : null;
    return channel && legs.onChannel(channel.id)?.forsaken ? channel.id : null;
  }

  async function command(operation: (client: Client) => Promise<unknown>): Promise<Done> {
    const result = await link.request(operation);
    return result.ok ? ok(undefined) : result;
  }

  /**
   * On a caller who has left the application nothing is done, though their channel may live on in the fallback: most
   * requests act on any channel of Asterisk's, a hang-up included.
   */
  async function onLeg(
    id: LegId,
    operation: (client: Client, channelId: string) => Promise<unknown>,
  ): Promise<Done> {
    if (hasLeft(id)) return fail(GONE);
    const channelId = legs.channelOf(id);
    return command((client) => operation(client, channelId));
  }

  function hasLeft(id: LegId): boolean {
    return parseLegId(id) === null && !legs.get(id);
  }

  async function orGone(done: Promise<Done>): Promise<Done> {
    const result = await done;
    return !result.ok && result.error.kind === 'gone' ? ok(undefined) : result;
  }

  async function exists(
    look: (client: Client) => Promise<unknown>,
  ): Promise<Result<boolean, TelephonyProblem>> {
    const found = await link.request(look);
    if (found.ok) return ok(true);
    return found.error.kind === 'gone' ? ok(false) : found;
  }

  function hangUpChannel(channelId: string, reason: HangUpReason = 'normal'): Promise<Done> {
    return orGone(command((client) => client.channels.hangup({ channelId, reason: ARI_REASON[reason] })));
  }

  return {
    listen(listener) {
      tell = listener;
    },

    answer: (leg) => onLeg(leg, (client, channelId) => client.channels.answer({ channelId })),
    startRinging: (leg) => onLeg(leg, (client, channelId) => client.channels.ring({ channelId })),
    stopRinging: (leg) => onLeg(leg, (client, channelId) => client.channels.ringStop({ channelId })),
    startMusic: (leg, mohClass) =>
      onLeg(leg, (client, channelId) => client.channels.startMoh({ channelId, mohClass })),
    stopMusic: (leg) => onLeg(leg, (client, channelId) => client.channels.stopMoh({ channelId })),

    async play(leg, playbackId, media, lang) {
      const list = mediaList(media, findRecording);
      if (list === null)
        return fail({
          kind: 'refused',
          detail: 'not a list of sound names and digits, or a recording that Asterisk does not have',
        });
      return onLeg(leg, (client, channelId) =>
        client.channels.playWithId({ channelId, playbackId, media: list, lang }),
      );
    },
    stopPlay: (playbackId) => orGone(command((client) => client.playbacks.stop({ playbackId }))),
    sendKey: (leg, key) =>
      onLeg(leg, (client, channelId) => client.channels.sendDTMF({ channelId, dtmf: key })),

    isPlaying: (playbackId) => exists((client) => client.playbacks.get({ playbackId })),

    dial: (request: DialRequest) => dialler.dial(request),

    async hangUp(id, reason) {
      if (hasLeft(id)) return ok(undefined);
      const leg = legs.get(id);
      if (leg) leg.hungUpByUs = true;
      const ends = await Promise.all(legs.channelsOf(id).map((channel) => hangUpChannel(channel, reason)));
      return ends.find((end) => !end.ok) ?? ok(undefined);
    },

    async bridge(bridgeId, members) {
      if (members.some(hasLeft)) return fail(GONE);
      const created = await command((client) => client.bridges.createWithId({ bridgeId, type: BRIDGE_TYPE }));
      // "Already exists" is what a retry meets; anything truly wrong shows when the legs go in.
      if (!created.ok && created.error.kind !== 'refused') return created;
      // All or nothing: with one leg gone, Asterisk adds none (measured on 22.10.1).
      const channel = members.map((leg) => legs.channelOf(leg)).join(',');
      return command((client) => client.bridges.addChannel({ bridgeId, channel }));
    },
    async endBridge(bridgeId, spokenTo = []) {
      // A destroyed bridge lets go of its channels in its own time, and what is played to one meanwhile is dropped
      // without a word; a removal is answered when the channel is out (measured on 22.10.1). One request a channel:
      // of several, none is removed when one is not there.
      const channels = spokenTo.map((leg) => legs.channelOf(leg));
      await Promise.all(
        channels.map((channel) => command((client) => client.bridges.removeChannel({ bridgeId, channel }))),
      );
      const destroyed = await link.request((client) => client.bridges.destroy({ bridgeId }));
      // 409, "not in Stasis application": it is being destroyed already (measured on 22.10.1).
      if (destroyed.ok || destroyed.error.status === 409 || destroyed.error.kind === 'gone')
        return ok(undefined);
      return destroyed;
    },

    record: ({ leg, recording, maxSeconds, beep }) =>
      onLeg(leg, async (client, channelId) => {
        await link.request((asked) => asked.channels.setChannelVar({ channelId, ...BEAR_SILENCE }));
        return client.channels.record({
          channelId,
          name: recording,
          format: 'wav',
          maxDurationSeconds: maxSeconds,
          ifExists: 'overwrite',
          beep,
          terminateOn: '#',
        });
      }),
    stopRecording: (recordingName) => orGone(command((client) => client.recordings.stop({ recordingName }))),
    isRecording: (recordingName) => exists((client) => client.recordings.getLive({ recordingName })),
    fetchRecording: (recordingName) =>
      link.request((client) => client.recordings.getStoredFile({ recordingName }), FETCH_SECONDS),
    deleteRecording: (recordingName) =>
      orGone(command((client) => client.recordings.deleteStored({ recordingName }))),

    arm: (leg, seconds) => onLeg(leg, (client, channelId) => timeLimit(client, channelId, seconds)),

    heard: (id, alsoHeld) => heardOf(link, legs.channelOf(id), alsoHeld),
    keysUnheard: (id) => keysUnheardOf(link, outside.phones, legs.channelOf(id)),

    async snapshot() {
      const [channels, bridges] = await Promise.all([
        link.request((client) => client.channels.list()),
        link.request((client) => client.bridges.list()),
      ]);
      if (!channels.ok) return channels;
      return bridges.ok ? ok(snapshotFrom(channels.value, bridges.value, app, legs)) : bridges;
    },

    async leaveToDialplan(id) {
      const leg = legs.get(id);
      if (leg) leg.leaving = true;
      const left = await onLeg(id, (client, channelId) => client.channels.continueInDialplan({ channelId }));
      if (left.ok || !leg) return left;
      leg.leaving = false;
      // They hung up while we asked: that end was held back as a leaving, and must be told all the same.
      if (!legs.get(id))
        tell({ type: 'leg-ended', leg: id, cause: 'hung-up', why: { code: 'hung-up-after-answer' } });
      return left;
    },
  };
}

/** Asterisk takes the channel out of the application by itself when the time is over. */
function timeLimit(client: Client, channelId: string, seconds: number): Promise<unknown> {
  return client.channels.setChannelVar({
    channelId,
    variable: 'TIMEOUT(absolute)',
    value: String(seconds),
  });
}
