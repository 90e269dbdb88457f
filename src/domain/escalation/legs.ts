import { SECOND } from '../../runtime/instant.ts';
import type { AttemptOutcome } from '../call.ts';
import type { Dialable, Farewell, Leg } from './call-state.ts';
import type { LegWords } from './command.ts';
import type { EndReason } from './reasons.ts';
import { command, happen, nextPlay, type Turn } from './turn.ts';

/** Asterisk ends the ringing itself; this much later we do it, should it not have. */
const RING_GRACE_SECONDS = 2;
/** A farewell lasts a few seconds; then the leg is ended, heard or not. */
const FAREWELL_SECONDS = 12;
const HANG_UP_RETRY_SECONDS = 5;
const MAX_HANG_UPS = 4;

export function dialLeg(turn: Turn, who: Dialable): number {
  turn.state.attemptsMade += 1;
  const attempt = turn.state.attemptsMade;
  turn.state.legs.push({
    attempt,
    who,
    stage: 'dialling',
    play: null,
    deadlineAt: turn.now + (who.ringSeconds + RING_GRACE_SECONDS) * SECOND,
    farewell: null,
    hangUps: 0,
  });
  const { personId, name, target, reason, round, step } = who;
  happen(turn, { kind: 'attempt-started', attempt, round, step, personId, name, target, reason });
  command(turn, { type: 'dial', attempt, who });
  return attempt;
}

/** Asks the responder to press 1 and starts the accept window. */
export function promptLeg(turn: Turn, leg: Leg): void {
  leg.stage = 'prompting';
  leg.deadlineAt = turn.now + turn.state.facts.hotline.acceptWindowSeconds * SECOND;
  repeatPrompt(turn, leg);
}

export function repeatPrompt(turn: Turn, leg: Leg): void {
  leg.play = nextPlay(turn);
  command(turn, { type: 'prompt-leg', attempt: leg.attempt, who: leg.who, play: leg.play });
}

export function stopLegPlay(turn: Turn, leg: Leg): void {
  if (leg.play !== null) command(turn, { type: 'stop-leg-play', attempt: leg.attempt, play: leg.play });
  leg.play = null;
}

export function tellLeg(turn: Turn, leg: Leg, words: LegWords): void {
  stopLegPlay(turn, leg);
  leg.play = nextPlay(turn);
  command(turn, { type: 'tell-leg', attempt: leg.attempt, who: leg.who, play: leg.play, words });
}

/** The leg hears why it is no longer needed, and is then hung up. */
export function sayFarewell(turn: Turn, leg: Leg, words: Farewell): void {
  tellLeg(turn, leg, words);
  leg.stage = 'farewell';
  leg.deadlineAt = turn.now + FAREWELL_SECONDS * SECOND;
}

/** Ends a leg without a word. Its attempt must already be closed. */
export function hangUpLeg(
  turn: Turn,
  leg: Leg,
  farewell: Farewell | null = null,
  reason: 'normal' | 'answered-elsewhere' = 'normal',
): void {
  leg.stage = 'cancelled';
  leg.play = null;
  leg.farewell = farewell;
  leg.hangUps += 1;
  leg.deadlineAt = turn.now + HANG_UP_RETRY_SECONDS * SECOND;
  command(turn, { type: 'hang-up-leg', attempt: leg.attempt, reason });
}

/** A leg that will not end: asked again a few times, then given up with a trace. */
export function retryHangUp(turn: Turn, leg: Leg): void {
  if (leg.hangUps < MAX_HANG_UPS) return hangUpLeg(turn, leg, leg.farewell);
  happen(turn, {
    kind: 'trouble',
    trouble: { code: 'leg-does-not-end', attempt: leg.attempt, requests: MAX_HANG_UPS },
  });
  removeLeg(turn, leg);
}

export function removeLeg(turn: Turn, leg: Leg): void {
  turn.state.legs = turn.state.legs.filter((other) => other !== leg);
}

export function closeAttempt(
  turn: Turn,
  leg: Leg,
  outcome: AttemptOutcome,
  why: EndReason | null = null,
): void {
  happen(turn, { kind: 'attempt-ended', attempt: leg.attempt, outcome, why });
}

/** Releases every leg but `keep`: ringing ones stop, people who listen are told why. */
export function releaseLegs(turn: Turn, farewell: 'taken' | 'caller-gone', keep?: Leg): void {
  for (const leg of [...turn.state.legs]) {
    if (leg !== keep) releaseLeg(turn, leg, farewell);
  }
}

function releaseLeg(turn: Turn, leg: Leg, farewell: 'taken' | 'caller-gone'): void {
  switch (leg.stage) {
    case 'dialling':
    case 'ringing':
      closeAttempt(turn, leg, farewell);
      // A mobile told that someone else took the call shows no missed call.
      return hangUpLeg(turn, leg, farewell, farewell === 'taken' ? 'answered-elsewhere' : 'normal');
    case 'prompting':
      closeAttempt(turn, leg, farewell);
      return sayFarewell(turn, leg, farewell);
    case 'parked':
      closeAttempt(turn, leg, 'accepted');
      command(turn, { type: 'stop-hold-leg', attempt: leg.attempt });
      return sayFarewell(turn, leg, farewell === 'taken' ? 'passed' : farewell);
    case 'talking':
      closeAttempt(turn, leg, 'accepted');
      return hangUpLeg(turn, leg);
    case 'farewell':
    case 'cancelled':
      return;
  }
}

/** Ends a leg at once and without a word, whatever it does. */
export function dropLeg(turn: Turn, leg: Leg): void {
  if (leg.stage === 'cancelled') return;
  if (leg.stage === 'talking' || leg.stage === 'parked') closeAttempt(turn, leg, 'accepted');
  else if (leg.stage !== 'farewell') closeAttempt(turn, leg, 'caller-gone');
  hangUpLeg(turn, leg);
}
