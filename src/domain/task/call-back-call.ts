import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { LegCause } from '../call.ts';

/** Whose telephone; also the number of their leg. */
export const RESPONDER = 1;
export const CALLER = 2;

export const CALL_BACK_STAGES = ['responder', 'caller', 'talking'] as const;
/** Whom it is ringing; then both talk. */
export type CallBackStage = (typeof CALL_BACK_STAGES)[number];

export const CALL_BACK_FAILURES = [
  'no-answer',
  'busy',
  'declined',
  'unreachable',
  /** The responder's phone was answered, and nobody pressed 1: a mailbox. */
  'not-accepted',
  /** The responder hung up before the caller was there. */
  'given-up',
  /** Asterisk could not join them. */
  'not-joined',
] as const;
export type CallBackFailure = (typeof CALL_BACK_FAILURES)[number];

export type CallBackProgress =
  | { readonly stage: CallBackStage; readonly since: Instant }
  | { readonly stage: 'talked'; readonly seconds: number }
  | { readonly stage: 'failed'; readonly who: 'responder' | 'caller'; readonly why: CallBackFailure };

export interface CallBackCall {
  /** `not-dialled`: over before it began, for the responder's phone cannot be dialled. */
  readonly stage: CallBackStage | 'not-dialled' | 'over';
  /** When `stage` began. */
  readonly since: Instant;
  /** A responder's mobile may answer by its mailbox: only the key goes on to the caller. */
  readonly mustAccept: boolean;
  readonly deadlineAt: Instant | null;
}

export type CallBackEvent =
  | { readonly type: 'answered'; readonly leg: number }
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'ended'; readonly leg: number; readonly cause: LegCause }
  | { readonly type: 'not-dialled'; readonly leg: number }
  | { readonly type: 'joined'; readonly good: boolean }
  | { readonly type: 'cut-off' }
  | { readonly type: 'time-passed' };

export type CallBackCommand =
  | { readonly type: 'report'; readonly progress: CallBackProgress }
  | { readonly type: 'dial'; readonly leg: number }
  /** The responder is asked for the key. */
  | { readonly type: 'ask' }
  /** The responder hears that it rings. */
  | { readonly type: 'ring-back' }
  | { readonly type: 'join' }
  | { readonly type: 'part' }
  | { readonly type: 'hang-up'; readonly leg: number }
  | { readonly type: 'finish' };

export interface CallBackTransition {
  readonly state: CallBackCall;
  readonly commands: readonly CallBackCommand[];
}

const ACCEPT_SECONDS = 15;

export function beginCallBack(mustAccept: boolean, now: Instant): CallBackTransition {
  const state: CallBackCall = { stage: 'responder', since: now, mustAccept, deadlineAt: null };
  return enter(state, 'responder', now, [{ type: 'dial', leg: RESPONDER }]);
}

/** One transition of a call-back: the responder first; the caller is dialled for somebody, never for a mailbox. */
export function advanceCallBack(state: CallBackCall, event: CallBackEvent, now: Instant): CallBackTransition {
  if (state.stage === 'over' || state.stage === 'not-dialled') return { state, commands: [] };
  switch (event.type) {
    case 'answered':
      return answered(state, event.leg, now);
    case 'key':
      if (state.stage !== 'responder') break;
      if (event.key === '1') return ringCaller(state, now);
      if (event.key === '2') return failed(state, null, { who: 'responder', why: 'declined' });
      break;
    case 'ended':
      return state.stage === 'talking'
        ? talked(state, event.leg, now)
        : failed(state, event.leg, failureOf(state.stage, event.leg, event.cause));
    case 'not-dialled':
      // That nobody could be dialled at all is told to whoever asked for it.
      if (event.leg === RESPONDER && state.stage === 'responder')
        return { state: { ...state, stage: 'not-dialled' }, commands: [{ type: 'finish' }] };
      if (event.leg !== CALLER || state.stage !== 'caller') break;
      return failed(state, CALLER, { who: 'caller', why: 'unreachable' });
    case 'joined':
      if (!event.good) return failed(state, null, { who: 'caller', why: 'not-joined' });
      return state.stage === 'caller' ? enter(state, 'talking', now, []) : { state, commands: [] };
    case 'cut-off':
      // Who talks goes on without us.
      if (state.stage === 'talking') break;
      return failed(state, null, { who: state.stage, why: 'unreachable' });
    case 'time-passed':
      if (state.deadlineAt === null || now < state.deadlineAt || state.stage !== 'responder') break;
      return failed(state, null, { who: 'responder', why: 'not-accepted' });
  }
  return { state, commands: [] };
}

function answered(state: CallBackCall, leg: number, now: Instant): CallBackTransition {
  if (leg === CALLER && state.stage === 'caller') return { state, commands: [{ type: 'join' }] };
  if (leg !== RESPONDER || state.stage !== 'responder') return { state, commands: [] };
  if (!state.mustAccept) return ringCaller(state, now);
  return { state: { ...state, deadlineAt: now + ACCEPT_SECONDS * SECOND }, commands: [{ type: 'ask' }] };
}

function ringCaller(state: CallBackCall, now: Instant): CallBackTransition {
  return enter({ ...state, deadlineAt: null }, 'caller', now, [
    { type: 'ring-back' },
    { type: 'dial', leg: CALLER },
  ]);
}

function enter(
  state: CallBackCall,
  stage: CallBackStage,
  now: Instant,
  commands: readonly CallBackCommand[],
): CallBackTransition {
  const progress = { stage, since: now };
  return { state: { ...state, ...progress }, commands: [{ type: 'report', progress }, ...commands] };
}

type Failure = { readonly who: 'responder' | 'caller'; readonly why: CallBackFailure };

function failed(state: CallBackCall, gone: number | null, failure: Failure): CallBackTransition {
  return over(state, [{ type: 'report', progress: { stage: 'failed', ...failure } }, ...letGo(state, gone)]);
}

function talked(state: CallBackCall, gone: number, now: Instant): CallBackTransition {
  const seconds = Math.round((now - state.since) / SECOND);
  return over(state, [{ type: 'report', progress: { stage: 'talked', seconds } }, ...letGo(state, gone)]);
}

function over(state: CallBackCall, commands: readonly CallBackCommand[]): CallBackTransition {
  return {
    state: { ...state, stage: 'over', deadlineAt: null },
    commands: [...commands, { type: 'finish' }],
  };
}

/** One side is gone, or neither is wanted any more: the other is let go, and nothing is left. */
function letGo({ stage }: CallBackCall, gone: number | null): readonly CallBackCommand[] {
  const dialled = stage === 'responder' ? [RESPONDER] : [RESPONDER, CALLER];
  return [
    { type: 'part' },
    ...dialled.filter((leg) => leg !== gone).map((leg) => ({ type: 'hang-up', leg }) as const),
  ];
}

function failureOf(stage: CallBackStage, leg: number, cause: LegCause): Failure {
  const who = leg === CALLER ? 'caller' : 'responder';
  if (stage === 'caller' && who === 'responder') return { who, why: 'given-up' };
  switch (cause) {
    case 'busy':
    case 'engaged':
      return { who, why: 'busy' };
    case 'hung-up':
      // Answered, and hung up before the key: no caller was dialled for nobody.
      return { who, why: who === 'responder' ? 'not-accepted' : 'no-answer' };
    default:
      return { who, why: cause };
  }
}
