import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { CallEvent } from '../escalation/call-event.ts';
import type { NotDialled } from '../escalation/reasons.ts';
import { type Finding, TEST_CALL_CHECKS, type TestCallCheck } from './fault.ts';
import type { FaultDetail } from './fault-detail.ts';

/**
 * The test call of the whole chain: Vigie rings a hotline from outside, through its trunk, as a caller would. By the
 * first leg whoever is on duty is called, and takes the call by the key; by the second one a message is left.
 */
export interface TestCall {
  readonly plan: TestCallPlan;
  readonly leg: 1 | 2;
  readonly stage: TestCallStage;
  /** Our side was answered. */
  readonly isAnswered: boolean;
  /** The hotline's call that ours became; null: it has not come in. */
  readonly callId: string | null;
  /** Who was dialled by the first leg, and whether a phone of theirs rang. */
  readonly dialled: readonly string[];
  readonly phoneRang: boolean;
  /** When the greeting began and was over, and when our side began to hear; null: not yet. */
  readonly greetedAt: Instant | null;
  readonly greetedUntil: Instant | null;
  readonly listeningSince: Instant | null;
  /** Since when the message is being recorded; null: it is not yet. */
  readonly recordingSince: Instant | null;
  readonly found: Partial<Readonly<Record<TestCallCheck, Finding>>>;
  readonly deadlineAt: Instant;
  /** When the sound of the talk, or the beginning of the message, is no longer waited for. */
  readonly giveUpAt: Instant;
}

export interface TestCallPlan {
  readonly number: string;
  /** Caller ID that we show, by which our call is known again when it comes in. */
  readonly shown: string;
  /** Where nobody answers; messages shorter than that many seconds are dropped; null: none are taken. */
  readonly messageMinSeconds: number | null;
}

/**
 * `out`: on its way to the hotline. `chain`: with the hotline. `talking`: somebody took it. `listening`: to what the
 * hotline says before the beep. `speaking`: our tone goes into the message. `ending`: our side is being hung up.
 */
export type TestCallStage = 'out' | 'chain' | 'talking' | 'listening' | 'speaking' | 'ending' | 'over';

/** Sound that came in either direction, in packets; null: that cannot be told. */
export interface Measured {
  readonly toCaller: number | null;
  readonly fromCaller: number | null;
  readonly fromResponder: number | null;
}

export type TestCallEvent =
  | { readonly type: 'not-dialled'; readonly why: NotDialled }
  | { readonly type: 'answered' }
  /** `carried`: the trunk took it, and whoever is behind said no. */
  | {
      readonly type: 'ended';
      readonly leg: number;
      readonly detail: FaultDetail | null;
      readonly carried: boolean;
    }
  /** Our call came in. `asShown`: with the caller ID that we show; else it was known by its key. */
  | {
      readonly type: 'arrived';
      readonly callId: string;
      readonly dialled: string;
      readonly caller: string | null;
      readonly asShown: boolean;
      readonly isRight: boolean;
    }
  | { readonly type: 'happened'; readonly callId: string; readonly callEvent: CallEvent }
  | { readonly type: 'measured'; readonly measured: Measured }
  /** From now on our side is recorded. */
  | { readonly type: 'listening' }
  | { readonly type: 'recording-looked'; readonly isRecording: boolean }
  /** Whether the greeting could be heard; null: nothing was recorded of it. */
  | { readonly type: 'listened'; readonly heard: boolean | null }
  | { readonly type: 'message-read'; readonly hasTone: boolean }
  | { readonly type: 'fallback-looked'; readonly problem: string | null; readonly seen: string }
  | { readonly type: 'cut-off' }
  | { readonly type: 'time-passed' };

export type TestCallCommand =
  | {
      readonly type: 'dial' | 'hang-up' | 'send-key' | 'record' | 'listen' | 'sound-tone';
      readonly leg: 1 | 2;
    }
  | { readonly type: 'look-at-fallback' | 'thank' | 'finish' }
  | { readonly type: 'measure' | 'look-at-recording' | 'mark'; readonly callId: string }
  | { readonly type: 'read-message'; readonly recording: string }
  | { readonly type: 'tell'; readonly findings: readonly Finding[] };

export interface TestCallTransition {
  readonly state: TestCall;
  readonly commands: readonly TestCallCommand[];
}

/** A carrier may take long to find its way back to us. */
export const WAY_IN_SECONDS = 30;
/** Whoever is on duty has that long to take it; a longer chain is cut short. */
export const CHAIN_SECONDS = 180;

export function beginTestCall(plan: TestCallPlan, now: Instant): TestCallTransition {
  return {
    state: {
      ...{ plan, leg: 1, stage: 'out', isAnswered: false, callId: null, dialled: [], phoneRang: false },
      ...{
        greetedAt: null,
        greetedUntil: null,
        listeningSince: null,
        recordingSince: null,
        found: {},
        deadlineAt: now + WAY_IN_SECONDS * SECOND,
      },
      giveUpAt: now,
    },
    commands: [{ type: 'look-at-fallback' }, { type: 'dial', leg: 1 }],
  };
}

/** Every check, in the order in which a call passes it; what could not be looked at is skipped. */
export function findingsOf({ found }: TestCall): readonly Finding[] {
  return TEST_CALL_CHECKS.map((check) => found[check] ?? { check, verdict: 'skipped', faults: [], seen: '' });
}
