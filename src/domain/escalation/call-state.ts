import type { Instant } from '../../runtime/instant.ts';
import type { Outcome } from '../call.ts';
import type { Caller, HoldSound, Hotline } from '../hotline.ts';
import type { Language } from '../person.ts';
import type { DialTarget } from '../phone-number.ts';
import type { Ear } from './ear.ts';
import type { EscalationPolicy } from './policy.ts';
import type { KeysUnheard, RingReason } from './reasons.ts';

/**
 * All that is known of one call, as plain data. Only `advance` makes the next one.
 * The hotline and its policy are the ones in force when the call came in; people are resolved step by step.
 */
export interface CallState {
  /** They never change, but for who the caller is. */
  facts: CallFacts;
  phase: Phase;
  callerAnswered: boolean;
  /** The caller is no longer with us: only then is a call over. */
  callerGone: boolean;
  /** We told the caller's side to end; asked again until it did. */
  sendingAway: SendingAway | null;
  hearing: CallerHearing;
  /** Number of the bridge that exists in Asterisk, where bridges live until they are destroyed; or null. */
  bridge: number | null;
  /** Until when the caller's dead-man switch is wound, and whether for a conversation. */
  armed: { readonly until: Instant; readonly talking: boolean };
  legs: Leg[];
  /** Of a conversation; missing in calls of before. */
  ear?: Ear | null;
  /** Kept while talking: a bridge that fails goes on from where the hunt was. */
  hunt: Hunt | null;
  outcome: Outcome | null;
  attemptsMade: number;
  playsMade: number;
  bridgesMade: number;
}

export interface CallFacts {
  readonly callId: string;
  readonly startedAt: Instant;
  readonly dialled: string;
  readonly caller: Caller;
  readonly hotline: Hotline;
  /** Name of the opening branch that chose the policy; null: none held. */
  readonly branch: string | null;
  /** Without steps: nobody is dialled. */
  readonly policy: EscalationPolicy;
  /** Placed to try the hotline; nothing is decided by it. */
  readonly isTest?: boolean;
  /** By Vigie itself: nobody is told of it. */
  readonly isOwnTest?: boolean;
  /** After so long without a sound from either side, a conversation is over; 0: never. */
  readonly silentSeconds?: number;
}

/** `giveUpAt`: when we stop believing that Asterisk will ever say it has finished. */
export type Phase =
  | { readonly name: 'refusing'; readonly play: string; readonly giveUpAt: Instant }
  | {
      readonly name: 'greeting';
      readonly play: string;
      readonly giveUpAt: Instant;
      /** True: the hotline's recording; when that fails, its sound may still be heard. */
      readonly recorded?: boolean;
    }
  | { readonly name: 'hunting' }
  /** `starAt`: when the responder pressed `*`, the first half of `*1`. */
  | { readonly name: 'talking'; readonly attempt: number; readonly starAt: Instant | null }
  | {
      readonly name: 'closing';
      readonly play: string;
      readonly giveUpAt: Instant;
      /** What the call ends as once this is said; absent: announced. */
      readonly outcome?: Outcome;
    }
  | { readonly name: 'voicemail-intro'; readonly play: string; readonly giveUpAt: Instant }
  | {
      readonly name: 'recording';
      readonly recording: string;
      /** Missing in calls of before. */
      readonly startedAt?: Instant;
      /** It has ended, and is measured; `seconds` as Asterisk said. */
      readonly finished?: { readonly seconds: number | null; readonly at: Instant };
      readonly giveUpAt: Instant;
      readonly callerLeft: boolean;
      /** The dialplan has them. */
      readonly callerTaken?: boolean;
    }
  | { readonly name: 'ended' };

export interface SendingAway {
  readonly command: CallerEnd;
  readonly asked: number;
  readonly askAgainAt: Instant;
}

export type CallerEnd =
  | { readonly type: 'hang-up-caller'; readonly reason: 'normal' | 'busy' | 'rejected' }
  | { readonly type: 'leave-to-dialplan' };

export type CallerHearing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'hold'; readonly sound: HoldSound }
  /** `giveUpAt`: when we go on without having been told that they are over. */
  | { readonly kind: 'words'; readonly play: string; readonly giveUpAt: Instant };

/** One contact method of one person, ready to be dialled. */
export interface Dialable {
  readonly personId: string | null;
  readonly name: string;
  readonly language: Language;
  readonly target: DialTarget;
  readonly mustAccept: boolean;
  readonly ringSeconds: number;
  readonly reason: RingReason;
  readonly scheduleId?: string;
  readonly round: number;
  readonly step: number;
  /** How many forwardings led here from a contact method of theirs. */
  readonly forwards?: number;
}

export type LegStage =
  | 'dialling'
  | 'ringing'
  | 'prompting'
  | 'talking'
  | 'transferred'
  | 'held'
  | 'farewell'
  | 'cancelled';

/**
 * One dialled side of the call, from the dial command to its end.
 * `transferred`: the responder sent the caller on with their own phone; it is now whoever they sent them to.
 * `held`: transferred the caller and still on the line. `farewell`: hears why they are not needed.
 * `cancelled`: told to end; stays here until Asterisk says that it did.
 */
export interface Leg {
  readonly attempt: number;
  /** Whom it rings; once it was picked up on another phone by somebody who is known: they. */
  who: Dialable;
  stage: LegStage;
  play: string | null;
  deadlineAt: Instant | null;
  /** While a key is waited for: when to ask whether one could be heard; null: asked. */
  askKeysAt?: Instant | null;
  /** Why no key can be heard of it; null: one can, or nobody knows. */
  deafTo?: KeysUnheard | null;
  /** What a late answer hears; set when cancelled. */
  farewell: Farewell | null;
  /** How often we asked for its end. */
  hangUps: number;
  /** Transferred, and answered there. */
  transferAnswered?: boolean;
}

export type Farewell = 'taken' | 'caller-gone' | 'transferred';

/** A place in the policy: rounds and steps count from 0. */
export interface Stop {
  readonly round: number;
  readonly step: number;
}

/** One line of dialling: at most one leg at a time. Several lanes ring at once. */
export interface Lane {
  queue: Dialable[];
  active: number | null;
}

/**
 * The search for someone who takes the call. `transfer`: asked for by a responder with `*1`;
 * `returning`: ringing back the one who transferred; `last-resort`: the hotline's last number.
 */
export interface Hunt {
  readonly purpose: 'policy' | 'transfer' | 'returning' | 'last-resort';
  upcoming: Stop[];
  current: Stop | null;
  /** Number of the resolution we wait for; answers to older ones are ignored. */
  resolving: number | null;
  resolutions: number;
  lanes: Lane[];
  /** Dialled after the present lanes: those without the step's skill. */
  laterLanes: Lane[][];
  readonly excludedId: string | null;
  /** Who transferred the call; their leg may still be on the line. */
  readonly transferrer: Dialable | null;
  /** Null once the limit has struck. */
  limitAt: Instant | null;
  /** In this round: somebody was really dialled, somebody was skipped as engaged. */
  rang: boolean;
  engaged: boolean;
  /** Everyone was busy: when to try again. */
  waitingUntil: Instant | null;
  busyWordAt: Instant | null;
  exhausted: boolean;
}
