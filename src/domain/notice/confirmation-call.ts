import { type Instant, SECOND } from '../../runtime/instant.ts';

/** How an automatic call that asks somebody to confirm their duty ended. */
export const CALL_OUTCOMES = ['confirmed', 'declined', 'no-answer', 'not-possible', 'interrupted'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** `asking`: somebody, or a mailbox, has answered; `saving`: a key was pressed; `closing`: the last words. */
export interface ConfirmationCall {
  readonly stage: 'ringing' | 'asking' | 'saving' | 'closing' | 'over';
  /** Which contact method is dialled, from 1. */
  readonly method: number;
  readonly methods: number;
  /** Whether any was dialled at all. */
  readonly rang: boolean;
  readonly answer: 'confirmed' | 'declined' | null;
  /** The next moment at which time itself is news; null: never. */
  readonly deadlineAt: Instant | null;
}

export type ConfirmationEvent =
  | { readonly type: 'answered'; readonly method: number }
  | { readonly type: 'key'; readonly method: number; readonly key: string }
  | { readonly type: 'ended'; readonly method: number }
  /** The method could not be dialled at all. */
  | { readonly type: 'not-dialled'; readonly method: number }
  | { readonly type: 'said'; readonly words: ConfirmationWords }
  /** `good` false: the duty is somebody else's by now, or it could not be written down. */
  | { readonly type: 'saved'; readonly good: boolean }
  | { readonly type: 'cut-off' }
  | { readonly type: 'time-passed' };

export type ConfirmationWords = 'question' | 'thanks' | 'noted' | 'too-late';

export type ConfirmationCommand =
  | { readonly type: 'dial'; readonly method: number }
  | { readonly type: 'say'; readonly method: number; readonly words: ConfirmationWords }
  | { readonly type: 'save'; readonly answer: 'confirmed' | 'declined' }
  | { readonly type: 'hang-up'; readonly method: number }
  | { readonly type: 'finish'; readonly outcome: CallOutcome };

export interface ConfirmationTransition {
  readonly state: ConfirmationCall;
  readonly commands: readonly ConfirmationCommand[];
}

export const RING_SECONDS = 25;
/** Should Asterisk not tell how the ringing ended. */
const RING_MARGIN_SECONDS = 10;
/** The question twice over, and time to think. A mailbox that answers is let go of after that. */
const ASK_SECONDS = 40;
const CLOSING_SECONDS = 15;

/** Rings somebody's `methods` one after the other. */
export function beginCall(methods: number, now: Instant): ConfirmationTransition {
  const state: ConfirmationCall = {
    stage: 'ringing',
    method: 0,
    methods,
    rang: false,
    answer: null,
    deadlineAt: null,
  };
  return ringNext(state, now);
}

/**
 * One transition of the call: only a key answers, since a mailbox takes calls too. What belongs to a method that is no longer
 * dialled changes nothing, so events may come in any order.
 */
export function advanceCall(
  state: ConfirmationCall,
  event: ConfirmationEvent,
  now: Instant,
): ConfirmationTransition {
  if (state.stage === 'over') return same(state);
  if ('method' in event && event.method !== state.method) return same(state);
  switch (event.type) {
    case 'answered':
      if (state.stage !== 'ringing') return same(state);
      return {
        state: { ...state, stage: 'asking', rang: true, deadlineAt: now + ASK_SECONDS * SECOND },
        commands: [{ type: 'say', method: state.method, words: 'question' }],
      };
    case 'key':
      return pressed(state, event.key);
    case 'said':
      return said(state, event.words);
    case 'saved':
      return saved(state, event.good, now);
    case 'ended':
      return ended({ ...state, rang: true }, now);
    case 'not-dialled':
      return state.stage === 'ringing' ? ringNext(state, now) : same(state);
    case 'cut-off':
      // What was pressed is being written down all the same.
      if (state.stage === 'saving') return same(state);
      return over(state, state.answer ?? 'interrupted', [{ type: 'hang-up', method: state.method }]);
    case 'time-passed':
      return timePassed(state, now);
  }
}

function pressed(state: ConfirmationCall, key: string): ConfirmationTransition {
  const answer = key === '1' ? 'confirmed' : key === '2' ? 'declined' : null;
  if (state.stage !== 'asking' || answer === null) return same(state);
  return {
    state: { ...state, stage: 'saving', answer, deadlineAt: null },
    commands: [{ type: 'save', answer }],
  };
}

/** Asked again and again until the time is over. */
function said(state: ConfirmationCall, words: ConfirmationWords): ConfirmationTransition {
  if (state.stage === 'asking' && words === 'question')
    return { state, commands: [{ type: 'say', method: state.method, words }] };
  if (state.stage === 'closing' && words !== 'question') return hungUp(state);
  return same(state);
}

function saved(state: ConfirmationCall, good: boolean, now: Instant): ConfirmationTransition {
  if (state.stage !== 'saving') return same(state);
  const words = !good ? 'too-late' : state.answer === 'confirmed' ? 'thanks' : 'noted';
  return {
    state: {
      ...state,
      stage: 'closing',
      answer: good ? state.answer : null,
      deadlineAt: now + CLOSING_SECONDS * SECOND,
    },
    commands: [{ type: 'say', method: state.method, words }],
  };
}

/** Who hangs up after their key has answered all the same. */
function ended(state: ConfirmationCall, now: Instant): ConfirmationTransition {
  switch (state.stage) {
    case 'ringing':
    case 'asking':
      return ringNext(state, now);
    case 'closing':
      return over(state, state.answer ?? 'not-possible', []);
    // What was pressed is being written down: the call ends when it is.
    default:
      return same(state);
  }
}

function timePassed(state: ConfirmationCall, now: Instant): ConfirmationTransition {
  if (state.deadlineAt === null || now < state.deadlineAt) return same(state);
  if (state.stage === 'closing') return hungUp(state);
  const next = ringNext({ ...state, rang: true }, now);
  return { ...next, commands: [{ type: 'hang-up', method: state.method }, ...next.commands] };
}

function hungUp(state: ConfirmationCall): ConfirmationTransition {
  return over(state, state.answer ?? 'not-possible', [{ type: 'hang-up', method: state.method }]);
}

function ringNext(state: ConfirmationCall, now: Instant): ConfirmationTransition {
  const method = state.method + 1;
  if (method > state.methods) return over(state, state.rang ? 'no-answer' : 'not-possible', []);
  const deadlineAt = now + (RING_SECONDS + RING_MARGIN_SECONDS) * SECOND;
  return { state: { ...state, stage: 'ringing', method, deadlineAt }, commands: [{ type: 'dial', method }] };
}

function over(
  state: ConfirmationCall,
  outcome: CallOutcome,
  before: readonly ConfirmationCommand[],
): ConfirmationTransition {
  return {
    state: { ...state, stage: 'over', deadlineAt: null },
    commands: [...before, { type: 'finish', outcome }],
  };
}

function same(state: ConfirmationCall): ConfirmationTransition {
  return { state, commands: [] };
}
