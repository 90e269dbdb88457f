import { SECOND } from '../../runtime/instant.ts';
import type { AttemptOutcome } from '../call.ts';
import type { Dialable, Farewell, Leg } from './call-state.ts';
import type { LegWords } from './command.ts';
import type { EndReason } from './reasons.ts';
import { command, happen, nextPlay, type Transition } from './transition.ts';

/** Asterisk ends the ringing itself; this much later we do it, should it not have. */
const RING_GRACE_SECONDS = 2;
/** A farewell lasts a few seconds; then the leg is ended, heard or not. */
const FAREWELL_SECONDS = 12;
const HANG_UP_RETRY_SECONDS = 5;
/** Late, for sound may come late; and in time for the answer. */
const ASK_KEYS_BEFORE_SECONDS = 1;
const MAX_HANG_UPS = 4;

export function dialLeg(transition: Transition, who: Dialable): number {
  transition.state.attemptsMade += 1;
  const attempt = transition.state.attemptsMade;
  transition.state.legs.push({
    attempt,
    who,
    stage: 'dialling',
    play: null,
    deadlineAt: transition.now + (who.ringSeconds + RING_GRACE_SECONDS) * SECOND,
    farewell: null,
    hangUps: 0,
  });
  const { personId, name, target, reason, round, step, scheduleId } = who;
  const trunk = target.kind === 'phone' ? transition.state.facts.hotline.trunk : null;
  const schedule = scheduleId === undefined ? {} : { schedule: scheduleId };
  happen(transition, {
    ...{ kind: 'attempt-started', attempt, round, step, personId, name, target, reason },
    ...{ trunk, ...schedule },
  });
  command(transition, { type: 'dial', attempt, who });
  return attempt;
}

/** Asks the responder to press 1 and starts the accept window. */
export function promptLeg(transition: Transition, leg: Leg): void {
  leg.stage = 'prompting';
  leg.deadlineAt = transition.now + transition.state.facts.hotline.acceptWindowSeconds * SECOND;
  leg.askKeysAt = leg.deadlineAt - ASK_KEYS_BEFORE_SECONDS * SECOND;
  repeatPrompt(transition, leg);
}

/** Nobody has pressed a key so far: whether one could be heard is asked while the leg is there. */
export function askKeysInTime(transition: Transition, leg: Leg): void {
  if (leg.stage !== 'prompting' || leg.askKeysAt == null || leg.askKeysAt > transition.now) return;
  leg.askKeysAt = null;
  command(transition, { type: 'ask-keys', attempt: leg.attempt });
}

export function repeatPrompt(transition: Transition, leg: Leg): void {
  leg.play = nextPlay(transition);
  command(transition, { type: 'prompt-leg', attempt: leg.attempt, who: leg.who, play: leg.play });
}

export function stopLegPlay(transition: Transition, leg: Leg): void {
  if (leg.play !== null) command(transition, { type: 'stop-leg-play', attempt: leg.attempt, play: leg.play });
  leg.play = null;
}

export function informLeg(transition: Transition, leg: Leg, words: LegWords): void {
  stopLegPlay(transition, leg);
  leg.play = nextPlay(transition);
  command(transition, { type: 'inform-leg', attempt: leg.attempt, who: leg.who, play: leg.play, words });
}

/** The leg hears why it is no longer needed, and is then hung up. */
export function sayFarewell(transition: Transition, leg: Leg, words: Farewell): void {
  informLeg(transition, leg, words);
  leg.stage = 'farewell';
  leg.deadlineAt = transition.now + FAREWELL_SECONDS * SECOND;
}

/** Ends a leg without a word. Its attempt must already be closed. */
export function hangUpLeg(
  transition: Transition,
  leg: Leg,
  farewell: Farewell | null = null,
  reason: 'normal' | 'answered-elsewhere' = 'normal',
): void {
  leg.stage = 'cancelled';
  leg.play = null;
  leg.farewell = farewell;
  leg.hangUps += 1;
  leg.deadlineAt = transition.now + HANG_UP_RETRY_SECONDS * SECOND;
  command(transition, { type: 'hang-up-leg', attempt: leg.attempt, reason });
}

/** A leg that will not end: asked again a few times, then given up with a trace. */
export function retryHangUp(transition: Transition, leg: Leg): void {
  if (leg.hangUps < MAX_HANG_UPS) return hangUpLeg(transition, leg, leg.farewell);
  happen(transition, {
    kind: 'trouble',
    trouble: { code: 'leg-does-not-end', attempt: leg.attempt, requests: MAX_HANG_UPS },
  });
  removeLeg(transition, leg);
}

export function removeLeg(transition: Transition, leg: Leg): void {
  transition.state.legs = transition.state.legs.filter((other) => other !== leg);
}

export function closeAttempt(
  transition: Transition,
  leg: Leg,
  outcome: AttemptOutcome,
  why: EndReason | null = null,
): void {
  happen(transition, { kind: 'attempt-ended', attempt: leg.attempt, outcome, why });
}

/** Releases every leg but `keep`: ringing ones stop, people who listen are told why. */
export function releaseLegs(transition: Transition, farewell: 'taken' | 'caller-gone', keep?: Leg): void {
  for (const leg of [...transition.state.legs]) {
    if (leg !== keep) releaseLeg(transition, leg, farewell);
  }
}

/** A phone that rings need not any more. */
export function stopRinging(transition: Transition, leg: Leg): void {
  if (leg.stage !== 'dialling' && leg.stage !== 'ringing') return;
  closeAttempt(transition, leg, 'taken');
  hangUpLeg(transition, leg, 'taken', 'answered-elsewhere');
}

function releaseLeg(transition: Transition, leg: Leg, farewell: 'taken' | 'caller-gone'): void {
  switch (leg.stage) {
    case 'dialling':
    case 'ringing':
      closeAttempt(transition, leg, farewell);
      // A mobile told that someone else took the call shows no missed call.
      return hangUpLeg(transition, leg, farewell, farewell === 'taken' ? 'answered-elsewhere' : 'normal');
    case 'prompting':
      closeAttempt(transition, leg, farewell);
      return sayFarewell(transition, leg, farewell);
    case 'held':
      closeAttempt(transition, leg, 'accepted');
      command(transition, { type: 'stop-hold-leg', attempt: leg.attempt });
      return sayFarewell(transition, leg, farewell === 'taken' ? 'transferred' : farewell);
    case 'talking':
      closeAttempt(transition, leg, 'accepted');
      return hangUpLeg(transition, leg);
    case 'transferred':
      return hangUpLeg(transition, leg);
    case 'farewell':
    case 'cancelled':
      return;
  }
}

/** Ends a leg at once and without a word, whatever it does. */
export function dropLeg(transition: Transition, leg: Leg): void {
  if (leg.stage === 'cancelled') return;
  if (leg.stage === 'talking' || leg.stage === 'held') closeAttempt(transition, leg, 'accepted');
  else if (leg.stage !== 'farewell' && leg.stage !== 'transferred')
    closeAttempt(transition, leg, 'caller-gone');
  hangUpLeg(transition, leg);
}
