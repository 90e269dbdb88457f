import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { CallState, Leg } from './call-state.ts';
import { answerCaller, hold, stopPlayback } from './caller-audio.ts';
import { windAt } from './dead-man.ts';
import { sendAway } from './ending.ts';
import { attemptFailed, overLimit, stopWaiting, unanswered } from './hunting.ts';
import { askKeysInTime, hangUpLeg, retryHangUp } from './legs.ts';
import { listenAt } from './silence.ts';
import { happen, type Transition } from './transition.ts';

/** Carriers give an unanswered call up after about three minutes: answered before that, it stays ours. */
const CARRIER_PATIENCE_SECONDS = 120;
const MAX_ASKED = 4;

/** When `time-passed` must next be delivered, or null when nothing waits on time. */
export function nextDeadlineAt(state: CallState): Instant | null {
  const instants = [
    ...state.legs.map((leg) => leg.deadlineAt),
    ...state.legs.map((leg) => (leg.stage === 'prompting' ? (leg.askKeysAt ?? null) : null)),
    'giveUpAt' in state.phase ? state.phase.giveUpAt : null,
    state.sendingAway?.askAgainAt ?? null,
    listenAt(state),
    state.phase.name === 'ended' ? null : windAt(state),
    ...(isHunting(state)
      ? [state.hunt?.limitAt ?? null, state.hunt?.waitingUntil ?? null, answerAt(state), wordsEndAt(state)]
      : []),
  ].filter((at): at is Instant => at !== null);
  return instants.length === 0 ? null : Math.min(...instants);
}

export function legsInTime(transition: Transition): void {
  for (const leg of [...transition.state.legs]) {
    askKeysInTime(transition, leg);
    if (leg.deadlineAt !== null && leg.deadlineAt <= transition.now) legOverdue(transition, leg);
  }
}

function legOverdue(transition: Transition, leg: Leg): void {
  const { stage } = leg;
  switch (stage) {
    case 'dialling':
    case 'ringing':
      hangUpLeg(transition, leg, 'taken');
      return unanswered(transition, leg, 'no-answer', { code: 'ring-time-over' }, stage);
    case 'prompting':
      hangUpLeg(transition, leg);
      return attemptFailed(
        transition,
        leg,
        'not-accepted',
        leg.deafTo ? { code: 'keys-unheard', why: leg.deafTo } : { code: 'no-key' },
      );
    case 'farewell':
      return hangUpLeg(transition, leg);
    case 'cancelled':
      return retryHangUp(transition, leg);
    case 'talking':
    case 'transferred':
    case 'held':
      leg.deadlineAt = null;
  }
}

/** A caller's side that will not end: asked again a few times, then given up with a trace. */
export function callerInTime(transition: Transition): void {
  const { sendingAway } = transition.state;
  if (sendingAway === null || sendingAway.askAgainAt > transition.now) return;
  if (sendingAway.asked < MAX_ASKED) return sendAway(transition, sendingAway.command, sendingAway.asked + 1);
  happen(transition, { kind: 'trouble', trouble: { code: 'caller-does-not-end', requests: MAX_ASKED } });
  transition.state.sendingAway = null;
  transition.state.callerGone = true;
}

export function huntInTime(transition: Transition): void {
  if (!isHunting(transition.state)) return;
  const patienceEndsAt = answerAt(transition.state);
  if (patienceEndsAt !== null && patienceEndsAt <= transition.now) answerWhileHunting(transition);
  const silentAt = wordsEndAt(transition.state);
  if (silentAt !== null && silentAt <= transition.now) hold(transition);
  const { hunt } = transition.state;
  if (hunt?.limitAt != null && hunt.limitAt <= transition.now) return overLimit(transition);
  if (hunt?.waitingUntil != null && hunt.waitingUntil <= transition.now) stopWaiting(transition);
}

function answerWhileHunting(transition: Transition): void {
  stopPlayback(transition);
  answerCaller(transition);
  hold(transition);
}

/** Words said while hunting whose end we were never told: the caller must not be left in silence. */
function wordsEndAt({ hearing }: CallState): Instant | null {
  return hearing.kind === 'words' ? hearing.giveUpAt : null;
}

function answerAt(state: CallState): Instant | null {
  return state.callerAnswered ? null : state.facts.startedAt + CARRIER_PATIENCE_SECONDS * SECOND;
}

function isHunting(state: CallState): boolean {
  return state.phase.name === 'hunting';
}
