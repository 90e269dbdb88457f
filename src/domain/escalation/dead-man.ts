import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { CallState } from './call-state.ts';
import { command, type Transition } from './transition.ts';

/** What the dialplan sets before it gives us the call (VIGIE_DEAD_MAN_SECONDS), and what each winding sets again. */
export const DEAD_MAN_SECONDS = 60;
/** With less than this left, it is wound again. */
const MARGIN_SECONDS = 30;
const RETRY_SECONDS = 2;
/**
 * A conversation needs nothing of us, and goes on without us: only its greatest length is set, anew while it is heard
 * (`silence.ts` ends one that is not).
 */
const MAX_TALK_SECONDS = 4 * 3600;

/**
 * The dead-man switch on the caller's channel: unless wound again in time, Asterisk takes the caller out of a dead
 * service's hands and on to the fallback.
 */
export function keepArmed(transition: Transition): void {
  const { state, now } = transition;
  if (state.phase.name === 'ended' || now < windAt(state)) return;
  const seconds = state.phase.name === 'talking' ? MAX_TALK_SECONDS : DEAD_MAN_SECONDS;
  state.armed = { talking: state.phase.name === 'talking', until: now + seconds * SECOND };
  command(transition, { type: 'arm-caller', seconds });
}

/** It runs on as it was, which may be to the end within a minute of a conversation: wound again soon. */
export function armingFailed({ state, now }: Transition): void {
  state.armed = { ...state.armed, until: now + (RETRY_SECONDS + MARGIN_SECONDS) * SECOND };
}

/** When it must be wound: at once when a conversation begins or ends. */
export function windAt({ armed, phase }: CallState): Instant {
  if (armed.talking !== (phase.name === 'talking')) return Number.NEGATIVE_INFINITY;
  return armed.until - MARGIN_SECONDS * SECOND;
}
