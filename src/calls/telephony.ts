import type { LegCause } from '../domain/call.ts';
import type { Heard } from '../domain/escalation/ear.ts';
import type { EndReason, KeysUnheard } from '../domain/escalation/reasons.ts';
import type { Language } from '../domain/person.ts';
import type { DialTarget, Trunk } from '../domain/phone-number.ts';
import type { Result } from '../runtime/result.ts';

/** Name of one side of a call. The caller's is given on arrival; those we dial have `legId(call, attempt)`. */
export type LegId = string;

/** What can be heard. Sounds are names (`custom/welcome`), never addresses of the outside. */
export type Media =
  | { readonly kind: 'sound'; readonly name: string }
  /** One that Vigie keeps, by its id; heard when it has been brought to the PBX. */
  | { readonly kind: 'kept-sound'; readonly id: string }
  | { readonly kind: 'digits'; readonly digits: string }
  /** A recording that the PBX still holds, by its name. */
  | { readonly kind: 'recording'; readonly name: string }
  /** A pure tone, until it is stopped. */
  | { readonly kind: 'tone'; readonly hertz: number };

export interface DialRequest {
  readonly leg: LegId;
  readonly target: DialTarget;
  /** The caller's number, for trunks that are to show it; withheld, or absent: there is none to show. */
  readonly behalfOf?: string | null;
  /** Needed for phones; extensions ignore it. */
  readonly trunk: Trunk | null;
  readonly callerId: { readonly number: string | null; readonly name: string | null };
  readonly ringSeconds: number;
  /** The caller's leg, so that codecs agree; null: there is no caller. */
  readonly callerLeg: LegId | null;
}

/** `answered-elsewhere` keeps a phone that stops ringing from showing a missed call. */
export type HangUpReason = 'normal' | 'busy' | 'rejected' | 'answered-elsewhere';

export interface RecordRequest {
  readonly leg: LegId;
  readonly recording: string;
  readonly maxSeconds: number;
  readonly beep: boolean;
}

/**
 * Why a request was not done. `gone`: that leg, playback or recording no longer exists (for a hang-up, success).
 * `refused`: Asterisk said no (wrong state, no such endpoint). `unavailable`: no answer in time, or no connection.
 */
export interface TelephonyProblem {
  readonly kind: 'gone' | 'refused' | 'unavailable';
  /** For the log, in Asterisk's own words where it has some. */
  readonly detail: string;
  /** What an administrator can mend. */
  readonly code?: TransferTrouble;
}

/** Why a sound of ours could not be brought into the PBX. */
export type TransferTrouble =
  | 'no-recordings-folder'
  | 'no-way-there'
  | 'no-rtp-channel'
  | 'no-sound-came'
  | 'sound-damaged';
export type Done = Result<void, TelephonyProblem>;

/** A caller comes in. */
export interface Arrival {
  readonly type: 'call-arrived';
  readonly leg: LegId;
  readonly dialled: string;
  readonly callerNumber: string | null;
  readonly callerName: string | null;
  /** From which numbers the network says that it was forwarded. */
  readonly forwardedFrom?: readonly string[];
  /** Placed to try the hotline. */
  readonly isTest?: boolean;
  /** Placed by Vigie itself to try the hotline: what of it is tried. */
  readonly ownTest?: OwnTest;
}

/** `answer`: whoever is on duty is called, as by any caller. `message`: nobody is, so that a message is taken at once. */
export type OwnTest = 'answer' | 'message';

export type TelephonyEvent =
  | Arrival
  | { readonly type: 'leg-ringing'; readonly leg: LegId }
  /**
   * Also of whoever a leg was transferred to. `pickedUpBy`: on another phone, whose pickup it was, as Asterisk names them;
   * empty: not known. `pickedUpOn`: that phone's extension.
   */
  | {
      readonly type: 'leg-answered';
      readonly leg: LegId;
      readonly pickedUpBy?: string;
      readonly pickedUpOn?: string;
    }
  /** For a dialled leg: its end, answered or not. For the caller's: they left. */
  | {
      readonly type: 'leg-ended';
      readonly leg: LegId;
      readonly cause: LegCause;
      readonly why: EndReason;
      /** False: a caller left us, and nobody was heard to hang up. */
      readonly hungUp?: boolean;
    }
  /** Its phone put another number in its own place; the leg goes on with whoever that is. `to` null: not known. */
  | { readonly type: 'leg-transferred'; readonly leg: LegId; readonly to: string | null }
  /** A responder sent their caller on to one of our own numbers: this caller is the one whom leg `from` talked with. */
  | { readonly type: 'caller-transferred'; readonly leg: LegId; readonly from: LegId }
  /** A trunk could not carry the leg, which goes on by the next one. */
  | {
      readonly type: 'trunk-changed';
      readonly leg: LegId;
      readonly from: Trunk;
      readonly to: Trunk;
      readonly why: EndReason;
    }
  | { readonly type: 'key'; readonly leg: LegId; readonly key: string }
  | { readonly type: 'play-finished'; readonly play: string; readonly played: boolean }
  /** `seconds` is null when Asterisk did not say; `stored` false when the recording failed. */
  | {
      readonly type: 'recording-finished';
      readonly recording: string;
      readonly seconds: number | null;
      readonly stored: boolean;
    };

/** What the PBX holds of ours, at one moment. */
export interface AsteriskSnapshot {
  /** Legs that we dialled, and callers who are with us. */
  readonly legs: readonly { readonly leg: LegId; readonly answered: boolean }[];
  readonly bridges: readonly { readonly bridge: string; readonly legs: readonly LegId[] }[];
  /** The callers who are with us, as they were told of, or would have been had we heard it. */
  readonly arrivals: readonly Arrival[];
}

/**
 * Everything Vigie asks of a PBX. Ids (`leg`, `play`, `bridge`, `recording`) are ours and deterministic, so that a
 * retry is harmless and recovery is a search by prefix. No method throws for what a telephone network may do.
 * Events arrive in the order the PBX sent them, through the listener given to `listen`.
 */
export interface Telephony {
  /** One listener only; it must not throw. */
  listen(listener: (event: TelephonyEvent) => void): void;
  answer(leg: LegId): Promise<Done>;
  /** 180 to an unanswered caller, a ringback tone to an answered one. */
  startRinging(leg: LegId): Promise<Done>;
  stopRinging(leg: LegId): Promise<Done>;
  startMusic(leg: LegId, musicClass: string): Promise<Done>;
  stopMusic(leg: LegId): Promise<Done>;
  /** Plays the list in order; one `play-finished` for the whole list, also when it fails. */
  play(leg: LegId, play: string, media: readonly Media[], language: Language): Promise<Done>;
  stopPlay(play: string): Promise<Done>;
  /** Presses a key on our own side of a leg. */
  sendKey(leg: LegId, key: string): Promise<Done>;
  isPlaying(play: string): Promise<Result<boolean, TelephonyProblem>>;
  /** After `ok`, a `leg-ended` is certain to come; after a problem, none will. */
  dial(request: DialRequest): Promise<Done>;
  hangUp(leg: LegId, reason: HangUpReason): Promise<Done>;
  /** Creates the bridge if need be and puts the legs in it. */
  bridge(bridge: string, legs: readonly LegId[]): Promise<Done>;
  /** Ends the bridge; its legs stay alive. Once it is done, those of `spokenTo` can be played to. */
  endBridge(bridge: string, spokenTo?: readonly LegId[]): Promise<Done>;
  record(request: RecordRequest): Promise<Done>;
  stopRecording(recording: string): Promise<Done>;
  isRecording(recording: string): Promise<Result<boolean, TelephonyProblem>>;
  fetchRecording(recording: string): Promise<Result<Buffer, TelephonyProblem>>;
  deleteRecording(recording: string): Promise<Done>;
  /**
   * Winds the dead-man switch: unless wound again within `seconds`, Asterisk takes the leg out of our hands. A caller
   * then goes on in the dialplan's fallback, a leg that we dialled is hung up.
   */
  arm(leg: LegId, seconds: number): Promise<Done>;
  /**
   * What came of an answered leg so far, in sound packets; null: that cannot be told of it. Whether its phone holds the
   * call is asked only if `alsoHeld`.
   */
  heard(leg: LegId, alsoHeld: boolean): Promise<Result<Heard, TelephonyProblem>>;
  /** Why no key can be heard of an answered leg; null: one can, or that cannot be told. */
  keysUnheard(leg: LegId): Promise<Result<KeysUnheard | null, TelephonyProblem>>;
  /**
   * Everything of ours that exists, also from an earlier life of the service: its events are told from then on.
   */
  snapshot(): Promise<Result<AsteriskSnapshot, TelephonyProblem>>;
  /** Gives the caller back to the dialplan at the next priority. */
  leaveToDialplan(leg: LegId): Promise<Done>;
}
