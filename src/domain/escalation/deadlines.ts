import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { CallState, Leg } from './call-state.ts';
import { answerCaller, hold, hush } from './caller-audio.ts';
import { windAt } from './dead-man.ts';
import { sendAway } from './ending.ts';
import { attemptFailed, limitReached, stopWaiting } from './hunting.ts';
import { hangUpLeg, retryHangUp } from './legs.ts';
import { happen, type Turn } from './turn.ts';

/** Carriers give an unanswered call up after about three minutes: answered before that, it stays ours. */
const CARRIER_PATIENCE_SECONDS = 120;
const MAX_ASKED = 4;

/** When `time-passed` must next be delivered, or null when nothing waits on time. */
export function nextDeadlineAt(state: CallState): Instant | null {
  const instants = [
    ...state.legs.map((leg) => leg.deadlineAt),
    'giveUpAt' in state.phase ? state.phase.giveUpAt : null,
    state.sendingAway?.askAgainAt ?? null,
    state.phase.name === 'ended' ? null : windAt(state),
    ...(isHunting(state)
      ? [state.hunt?.limitAt ?? null, state.hunt?.waitingUntil ?? null, answerAt(state), wordsEndAt(state)]
      : []),
  ].filter((at): at is Instant => at !== null);
  return instants.length === 0 ? null : Math.min(...instants);
}

export function legsInTime(turn: Turn): void {
  for (const leg of [...turn.state.legs]) {
    if (leg.deadlineAt !== null && leg.deadlineAt <= turn.now) legOverdue(turn, leg);
  }
}

function legOverdue(turn: Turn, leg: Leg): void {
  switch (leg.stage) {
    case 'dialling':
    case 'ringing':
      hangUpLeg(turn, leg, 'taken');
      return attemptFailed(turn, leg, 'no-answer', { code: 'ring-time-over' });
    case 'prompting':
      hangUpLeg(turn, leg);
      return attemptFailed(turn, leg, 'not-accepted', { code: 'no-key' });
    case 'farewell':
      return hangUpLeg(turn, leg);
    case 'cancelled':
      return retryHangUp(turn, leg);
    case 'talking':
    case 'parked':
      leg.deadlineAt = null;
  }
}

/** A caller's side that will not end: asked again a few times, then given up with a trace. */
export function callerInTime(turn: Turn): void {
  const { sendingAway } = turn.state;
  if (sendingAway === null || sendingAway.askAgainAt > turn.now) return;
  if (sendingAway.asked < MAX_ASKED) return sendAway(turn, sendingAway.command, sendingAway.asked + 1);
  happen(turn, { kind: 'trouble', trouble: { code: 'caller-does-not-end', requests: MAX_ASKED } });
  turn.state.sendingAway = null;
  turn.state.callerGone = true;
}

export function huntInTime(turn: Turn): void {
  if (!isHunting(turn.state)) return;
  const patienceEndsAt = answerAt(turn.state);
  if (patienceEndsAt !== null && patienceEndsAt <= turn.now) answerWhileHunting(turn);
  const silentAt = wordsEndAt(turn.state);
  if (silentAt !== null && silentAt <= turn.now) hold(turn);
  const { hunt } = turn.state;
  if (hunt?.limitAt != null && hunt.limitAt <= turn.now) return limitReached(turn);
  if (hunt?.waitingUntil != null && hunt.waitingUntil <= turn.now) stopWaiting(turn);
}

function answerWhileHunting(turn: Turn): void {
  hush(turn);
  answerCaller(turn);
  hold(turn);
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
