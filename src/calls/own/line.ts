import type { NotDialled } from '../../domain/escalation/reasons.ts';
import type { Language } from '../../domain/person.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import type { Logger } from '../../runtime/log.ts';
import { bridgeId, legId } from '../live/call-ids.ts';
import { refusalOf } from '../live/dial-leg.ts';
import type { OutboundLegs } from '../outbound-legs.ts';
import type { DialRequest, LegId, Media, Telephony } from '../telephony.ts';

export interface LegRequest extends Omit<DialRequest, 'leg' | 'callerLeg'> {
  /** The leg that it is to be joined with, so that codecs agree. */
  readonly joins?: number;
}

/**
 * What one call of our own may ask of the PBX. Legs that we dial are numbered from 1; 0 is whoever rang us. What fails
 * is told in the log, or by an event.
 */
export interface Line {
  /** Rings a phone; null: done, and a `leg-ended` is certain to come. */
  dial(leg: number, request: LegRequest): Promise<NotDialled | null>;
  /** Cuts short what is being said. One `said` comes for it, also when it cannot be played. */
  say(leg: number, play: number, media: readonly Media[], language: Language): Promise<void>;
  stopPlayback(): Promise<void>;
  ringBack(leg: number): Promise<void>;
  stopRingBack(leg: number): Promise<void>;
  /** False: Asterisk could not. */
  join(a: number, b: number): Promise<boolean>;
  /** `spokenTo` can be played to afterwards. */
  part(spokenTo?: readonly number[]): Promise<void>;
  /** Should Vigie die, Asterisk lets the leg go by itself. */
  arm(leg: number, seconds: number): Promise<void>;
  hangUp(leg: number): Promise<void>;
  leaveToDialplan(leg: number): Promise<void>;
}

/** A line, and what it must be told. */
export interface LiveLine extends Line {
  playEnded(play: number): void;
  legEnded(leg: number): void;
  /** Legs that were dialled and have not ended. */
  dialled(): readonly LegId[];
}

export interface LineDependencies {
  readonly telephony: Telephony;
  readonly outboundLegs: Pick<OutboundLegs, 'claimOwn'>;
  readonly log: Logger;
  readonly callId: string;
  readonly callerLeg: LegId | null;
  /** It could not be played. */
  readonly onUnsaid: (play: number) => void;
}

export function createLine(dependencies: LineDependencies): LiveLine {
  const { telephony, outboundLegs, log, callId, callerLeg, onUnsaid } = dependencies;
  let playing: number | null = null;
  let bridges = 0;
  /** Whether they are there, or still being dialled. */
  const legs = new Map<number, boolean>();

  const idOf = (leg: number): LegId => {
    if (leg > 0) return legId(callId, leg);
    if (callerLeg === null) throw new Error(`nobody rang us on call ${callId}`);
    return callerLeg;
  };
  const playId = (play: number) => `${callId}-p${play}`;
  const playEnded = (play: number) => {
    if (playing === play) playing = null;
  };

  async function stopPlayback(): Promise<void> {
    const play = playing;
    playing = null;
    if (play !== null) await telephony.stopPlay(playId(play));
  }

  return {
    stopPlayback,
    playEnded,
    legEnded: (leg) => void legs.delete(leg),
    dialled: () => [...legs].flatMap(([leg, isThere]) => (isThere ? [idOf(leg)] : [])),
    async dial(leg, { joins, ...request }) {
      if (!outboundLegs.claimOwn()) {
        log.warn(
          { call: callId, target: describeTarget(request.target) },
          'too many phones dialled within the hour',
        );
        return { code: 'too-many-own-calls' };
      }
      legs.set(leg, false);
      const withLeg = joins === undefined ? null : idOf(joins);
      const done = await telephony.dial({ ...request, leg: idOf(leg), callerLeg: withLeg });
      if (done.ok) {
        // It may have ended before Asterisk's answer came.
        if (legs.has(leg)) legs.set(leg, true);
        return null;
      }
      legs.delete(leg);
      const { detail } = done.error;
      log.warn({ call: callId, target: describeTarget(request.target), reason: detail }, 'nobody is called');
      return refusalOf(done.error);
    },
    async say(leg, play, media, language) {
      await stopPlayback();
      playing = play;
      const done = await telephony.play(idOf(leg), playId(play), media, language);
      if (done.ok) return;
      playEnded(play);
      onUnsaid(play);
    },
    ringBack: async (leg) => void (await telephony.startRinging(idOf(leg))),
    stopRingBack: async (leg) => void (await telephony.stopRinging(idOf(leg))),
    async join(a, b) {
      bridges += 1;
      return (await telephony.bridge(bridgeId(callId, bridges), [idOf(a), idOf(b)])).ok;
    },
    async part(spokenTo = []) {
      if (bridges > 0) await telephony.endBridge(bridgeId(callId, bridges), spokenTo.map(idOf));
    },
    arm: async (leg, seconds) => void (await telephony.arm(idOf(leg), seconds)),
    hangUp: async (leg) => void (await telephony.hangUp(idOf(leg), 'normal')),
    leaveToDialplan: async (leg) => void (await telephony.leaveToDialplan(idOf(leg))),
  };
}
