import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { CallState } from './call-state.ts';
import type { Heard } from './ear.ts';
import { dismissCaller } from './ending.ts';
import { command, happen, type Transition } from './transition.ts';

/** How long nothing at all may come of either side before both are gone. Phones that suppress silence still send some. */
export const SILENT_SECONDS = 120;
/** A phone that holds a call may send nothing for as long as it likes: so many times longer. */
const HELD_FACTOR = 15;
const LISTEN_SECONDS = 30;

/** A conversation is listened to every now and then, for both ends may vanish without a word. */
export function keepListening(transition: Transition): void {
  const { state, now } = transition;
  const { phase } = state;
  if (phase.name !== 'talking' || state.facts.silentSeconds === 0) {
    state.ear = null;
    return;
  }
  const every = listenSeconds(state) * SECOND;
  state.ear ??= { listenAt: now + every, heardAt: now, caller: null, responder: null };
  if (now < state.ear.listenAt) return;
  const isQuiet = now - state.ear.heardAt > every;
  state.ear = { ...state.ear, listenAt: now + every };
  command(transition, { type: 'listen', attempt: phase.attempt, alsoHeld: isQuiet });
}

/** When it is to be listened to; null: there is no conversation. */
export function listenAt({ ear }: CallState): Instant | null {
  return ear?.listenAt ?? null;
}

/** What was heard. Of whom it cannot be told is taken to be there: such a conversation is never ended by us. */
export function talkHeard(transition: Transition, attempt: number, caller: Heard, responder: Heard): void {
  const { state, now } = transition;
  const { ear, phase } = state;
  if (phase.name !== 'talking' || phase.attempt !== attempt || !ear) return;
  const isSilent =
    caller !== null &&
    responder !== null &&
    caller.packets === ear.caller &&
    responder.packets === ear.responder;
  const heardAt = isSilent ? ear.heardAt : now;
  state.ear = {
    ...ear,
    heardAt,
    caller: caller?.packets ?? null,
    responder: responder?.packets ?? null,
  };
  if (!isSilent) return;
  const limit = silentSeconds(state) * (caller.held || responder.held ? HELD_FACTOR : 1);
  if (now - heardAt < limit * SECOND) return;
  happen(transition, { kind: 'trouble', trouble: { code: 'both-vanished', seconds: limit } });
  dismissCaller(transition, 'accepted');
}

function silentSeconds({ facts }: CallState): number {
  return facts.silentSeconds ?? SILENT_SECONDS;
}

function listenSeconds(state: CallState): number {
  return Math.max(1, Math.min(LISTEN_SECONDS, silentSeconds(state) / 4));
}
