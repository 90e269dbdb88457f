import type { AttemptOutcome, LegCause } from '../call.ts';
import type { Leg } from './call-state.ts';
import { hold } from './caller-audio.ts';
import { dismissCaller } from './ending.ts';
import { attemptFailed } from './hunting.ts';
import {
  closeAttempt,
  hangUpLeg,
  promptLeg,
  removeLeg,
  repeatPrompt,
  sayFarewell,
  stopLegPlay,
} from './legs.ts';
import type { EndReason } from './reasons.ts';
import { accept, talkingKey } from './talking.ts';
import { command, happen, legOf, type Turn } from './turn.ts';

export function legRinging(turn: Turn, attempt: number): void {
  const leg = legOf(turn, attempt);
  if (leg?.stage !== 'dialling') return;
  leg.stage = 'ringing';
  happen(turn, { kind: 'attempt-ringing', attempt });
  // After a wait for busy people: from music back to what the hotline says.
  if (turn.state.hearing.kind === 'hold' && turn.state.phase.name === 'hunting') hold(turn);
}

/** Answered is not accepted: a person still has to press the key, unless their contact method is exempt. */
export function legAnswered(turn: Turn, attempt: number): void {
  const leg = legOf(turn, attempt);
  if (leg?.stage === 'cancelled' && leg.farewell !== null) return sayFarewell(turn, leg, leg.farewell);
  if (leg?.stage !== 'dialling' && leg?.stage !== 'ringing') return;
  happen(turn, { kind: 'attempt-answered', attempt });
  if (leg.who.mustAccept) promptLeg(turn, leg);
  else accept(turn, leg, 'answer');
}

export function legKey(turn: Turn, attempt: number, key: string): void {
  const leg = legOf(turn, attempt);
  if (leg?.stage === 'prompting' && key === '1') return accept(turn, leg, 'key');
  if (leg?.stage === 'prompting' && key === '2') return decline(turn, leg);
  if (leg?.stage === 'talking') return talkingKey(turn, leg, key);
}

function decline(turn: Turn, leg: Leg): void {
  stopLegPlay(turn, leg);
  hangUpLeg(turn, leg);
  attemptFailed(turn, leg, 'declined', { code: 'pressed', key: '2' });
}

/** The prompt repeats until a key or the end of the accept window; a farewell is followed by the hang-up. */
export function legPlayFinished(turn: Turn, play: string, played: boolean): void {
  const leg = turn.state.legs.find((candidate) => candidate.play === play);
  if (!leg) return;
  leg.play = null;
  if (leg.stage === 'prompting') promptFinished(turn, leg, played);
  if (leg.stage === 'farewell') hangUpLeg(turn, leg);
  if (leg.stage === 'parked') command(turn, { type: 'hold-leg', attempt: leg.attempt });
}

/** A prompt that cannot be heard is not tried again and again; the keys still count until the window ends. */
function promptFinished(turn: Turn, leg: Leg, played: boolean): void {
  if (played) return repeatPrompt(turn, leg);
  happen(turn, { kind: 'trouble', trouble: { code: 'prompt-not-played', attempt: leg.attempt } });
}

export function legEnded(turn: Turn, attempt: number, cause: LegCause, why: EndReason | null): void {
  const leg = legOf(turn, attempt);
  if (!leg) return;
  removeLeg(turn, leg);
  switch (leg.stage) {
    case 'dialling':
    case 'ringing':
      return attemptFailed(turn, leg, unansweredOutcome(cause), why);
    case 'prompting':
      return attemptFailed(turn, leg, 'not-accepted', why);
    case 'talking':
      closeAttempt(turn, leg, 'accepted', why);
      return responderLeft(turn, leg);
    case 'parked':
      return closeAttempt(turn, leg, 'accepted', why);
    case 'farewell':
    case 'cancelled':
      return;
  }
}

function responderLeft(turn: Turn, leg: Leg): void {
  const { phase } = turn.state;
  if (phase.name === 'talking' && phase.attempt === leg.attempt) dismissCaller(turn, 'accepted');
}

function unansweredOutcome(cause: LegCause): AttemptOutcome {
  return cause === 'hung-up' ? 'unreachable' : cause;
}
