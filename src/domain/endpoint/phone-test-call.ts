import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { LegCause } from '../call.ts';
import type { EndReason, NotDialled } from '../escalation/reasons.ts';
import { type PhoneTest, type PhoneTestOutcome, unansweredOutcome } from './phone-test.ts';

/** A call that tries a phone: dialled, asked for the key, thanked, let go. */
export interface PhoneTestCall {
  readonly test: PhoneTest;
  /** Its leg is no more, or nothing will be heard of it. */
  readonly isOver: boolean;
  /** The next moment at which time itself is news. */
  readonly deadlineAt: Instant;
}

export type PhoneTestEvent =
  | { readonly type: 'ringing' | 'answered' }
  | { readonly type: 'key'; readonly key: string }
  | {
      readonly type: 'ended';
      readonly cause: LegCause;
      readonly why: EndReason;
    }
  | { readonly type: 'not-dialled'; readonly outcome: PhoneTestOutcome; readonly why: NotDialled }
  | { readonly type: 'thanked' }
  | { readonly type: 'cut-off' }
  | { readonly type: 'time-passed' };

export type PhoneTestCommand =
  | { readonly type: 'dial' | 'ask' | 'thank' | 'hang-up' | 'finish' }
  | { readonly type: 'tell'; readonly test: PhoneTest };

export interface PhoneTestTransition {
  readonly state: PhoneTestCall;
  readonly commands: readonly PhoneTestCommand[];
}

export const RING_SECONDS = 30;
/** From the answer: the prompt is said twice, and then there is time to find the keypad. */
const KEY_SECONDS = 20;
/** "Thank you. Goodbye!" takes two seconds; after this long the phone is let go in any case. */
const THANKS_SECONDS = 6;
/** From its beginning; by then every end of the phone's leg has been told, or was lost. */
const LONGEST_SECONDS = 75;

export function beginPhoneTest(test: PhoneTest): PhoneTestTransition {
  return { state: { test, isOver: false, deadlineAt: lastAt(test) }, commands: [{ type: 'dial' }] };
}

/** One transition of a test. The first outcome counts: who pressed 1 may hang up before we do. */
export function advancePhoneTest(
  state: PhoneTestCall,
  event: PhoneTestEvent,
  now: Instant,
): PhoneTestTransition {
  if (state.isOver) return { state, commands: [] };
  const { test } = state;
  switch (event.type) {
    case 'ringing':
      return changed(state, { ringingAt: test.ringingAt ?? now });
    case 'answered':
      if (test.answeredAt !== null) break;
      return soon(
        changed(state, { answeredAt: now, ringingAt: test.ringingAt ?? now }),
        now + KEY_SECONDS * SECOND,
        [{ type: 'ask' }],
      );
    case 'key':
      if (event.key !== '1' || test.outcome !== null) break;
      return soon(settled(state, 'works', now), now + THANKS_SECONDS * SECOND, [{ type: 'thank' }]);
    case 'thanked':
      return test.outcome === 'works' ? { state, commands: [{ type: 'hang-up' }] } : { state, commands: [] };
    case 'ended': {
      const { cause, why } = event;
      if (test.answeredAt !== null) return over(settled(state, 'no-key', now));
      return over(settled(state, unansweredOutcome(cause), now, why));
    }
    case 'not-dialled':
      return over(settled(state, event.outcome, now, event.why));
    case 'cut-off': {
      const { state: next, commands } = settled(state, 'lost', now);
      return over({ state: next, commands: [...commands, { type: 'hang-up' }] });
    }
    case 'time-passed':
      return timePassed(state, now);
  }
  return { state, commands: [] };
}

function timePassed(state: PhoneTestCall, now: Instant): PhoneTestTransition {
  if (now < state.deadlineAt) return { state, commands: [] };
  const end = lastAt(state.test);
  if (now >= end) return over(settled(state, 'lost', now));
  return soon(settled(state, 'no-key', now), end, [{ type: 'hang-up' }]);
}

function changed(state: PhoneTestCall, what: Partial<PhoneTest>): PhoneTestTransition {
  return { state: { ...state, test: { ...state.test, ...what } }, commands: [] };
}

function settled(
  state: PhoneTestCall,
  outcome: PhoneTestOutcome,
  now: Instant,
  why: EndReason | null = null,
): PhoneTestTransition {
  if (state.test.outcome !== null) return { state, commands: [] };
  const test = { ...state.test, outcome, why, endedAt: now };
  return { state: { ...state, test }, commands: [{ type: 'tell', test }] };
}

function soon(
  { state, commands }: PhoneTestTransition,
  at: Instant,
  more: readonly PhoneTestCommand[],
): PhoneTestTransition {
  return {
    state: { ...state, deadlineAt: Math.min(at, lastAt(state.test)) },
    commands: [...commands, ...more],
  };
}

function over({ state, commands }: PhoneTestTransition): PhoneTestTransition {
  return { state: { ...state, isOver: true }, commands: [...commands, { type: 'finish' }] };
}

function lastAt({ startedAt }: PhoneTest): Instant {
  return startedAt + LONGEST_SECONDS * SECOND;
}
