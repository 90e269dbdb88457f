import type { AttemptOutcome, LegCause } from '../call.ts';
import { type DialTarget, describeTarget } from '../phone-number.ts';
import type { CallEvent } from './call-event.ts';
import type { Leg } from './call-state.ts';
import { hold } from './caller-audio.ts';
import { attemptFailed, followForward, unanswered } from './hunting.ts';
import {
  closeAttempt,
  hangUpLeg,
  promptLeg,
  removeLeg,
  repeatPrompt,
  sayFarewell,
  stopLegPlay,
  stopRinging,
} from './legs.ts';
import type { EndReason, KeysUnheard } from './reasons.ts';
import { accept, responderLeft, talkingKey } from './talking.ts';
import { transferAnswered, transferEnded } from './transferring.ts';
import { command, happen, legOf, type Transition } from './transition.ts';

export function legRinging(transition: Transition, attempt: number): void {
  const leg = legOf(transition, attempt);
  if (leg?.stage !== 'dialling') return;
  leg.stage = 'ringing';
  happen(transition, { kind: 'attempt-ringing', attempt });
  // After a wait for busy people: from music back to what the hotline says.
  if (transition.state.hearing.kind === 'hold' && transition.state.phase.name === 'hunting') hold(transition);
}

export function trunkChanged(
  transition: Transition,
  { attempt, from, to, why }: Omit<Extract<CallEvent, { kind: 'trunk-changed' }>, 'at' | 'kind'>,
): void {
  if (legOf(transition, attempt)?.stage === 'dialling')
    happen(transition, { kind: 'trunk-changed', attempt, from, to, why });
}

/** See `CallInput`. */
interface Answered {
  readonly attempt: number;
  readonly pickedUpBy?: string;
  readonly pickedUpOn?: string;
}

/** Answered is not accepted: a person still has to press the key, unless their contact method is exempt. */
export function legAnswered(transition: Transition, { attempt, pickedUpBy, pickedUpOn }: Answered): void {
  const leg = legOf(transition, attempt);
  if (leg?.stage === 'transferred') return transferAnswered(transition, leg);
  if (leg?.stage === 'cancelled' && leg.farewell !== null) return sayFarewell(transition, leg, leg.farewell);
  if (leg?.stage !== 'dialling' && leg?.stage !== 'ringing') return;
  const by = pickedUpBy === undefined ? {} : { pickedUpBy };
  happen(transition, { kind: 'attempt-answered', attempt, ...by });
  if (pickedUpOn !== undefined) command(transition, { type: 'find-picker', attempt, extension: pickedUpOn });
  if (leg.who.mustAccept) promptLeg(transition, leg);
  else accept(transition, leg, 'answer');
}

/**
 * Somebody picked the phone up who is known: the attempt is theirs, as are the call and the rest after it, and whoever was
 * dialled is free. Their own phone need not ring for the call that they have.
 */
export function pickerKnown(
  transition: Transition,
  {
    attempt,
    personId,
    name,
  }: Pick<Extract<CallEvent, { kind: 'picker-known' }>, 'attempt' | 'personId' | 'name'>,
): void {
  const leg = legOf(transition, attempt);
  if (!leg || (leg.stage !== 'prompting' && leg.stage !== 'talking') || leg.who.personId === personId) return;
  leg.who = { ...leg.who, personId, name };
  happen(transition, { kind: 'picker-known', attempt, personId, name });
  for (const own of transition.state.legs)
    if (own !== leg && own.who.personId === personId) stopRinging(transition, own);
}

export function legKey(transition: Transition, attempt: number, key: string): void {
  const leg = legOf(transition, attempt);
  if (leg?.stage === 'prompting' && key === '1') return accept(transition, leg, 'key');
  if (leg?.stage === 'prompting' && key === '2') return decline(transition, leg);
  if (leg?.stage === 'talking') return talkingKey(transition, leg, key);
}

/** Whether a key of theirs could be heard; null: it could, or that cannot be told. */
export function keysTold(transition: Transition, attempt: number, unheard: KeysUnheard | null): void {
  const leg = legOf(transition, attempt);
  if (leg?.stage === 'prompting') leg.deafTo = unheard;
}

function decline(transition: Transition, leg: Leg): void {
  stopLegPlay(transition, leg);
  hangUpLeg(transition, leg);
  attemptFailed(transition, leg, 'declined', { code: 'pressed', key: '2' });
}

/** The prompt repeats until a key or the end of the accept window; a farewell is followed by the hang-up. */
export function legPlayFinished(transition: Transition, play: string, played: boolean): void {
  const leg = transition.state.legs.find((candidate) => candidate.play === play);
  if (!leg) return;
  leg.play = null;
  if (leg.stage === 'prompting') promptFinished(transition, leg, played);
  if (leg.stage === 'farewell') hangUpLeg(transition, leg);
  if (leg.stage === 'held') command(transition, { type: 'hold-leg', attempt: leg.attempt });
}

/** A prompt that cannot be heard is not tried again and again; the keys still count until the window ends. */
function promptFinished(transition: Transition, leg: Leg, played: boolean): void {
  if (played) return repeatPrompt(transition, leg);
  happen(transition, { kind: 'trouble', trouble: { code: 'prompt-not-played', attempt: leg.attempt } });
}

export function legEnded(
  transition: Transition,
  attempt: number,
  cause: LegCause,
  why: EndReason | null,
  forwardedTo?: DialTarget,
): void {
  const leg = legOf(transition, attempt);
  if (!leg) return;
  removeLeg(transition, leg);
  switch (leg.stage) {
    case 'dialling':
    case 'ringing':
      if (forwardedTo && followForward(transition, leg, forwardedTo))
        return attemptFailed(transition, leg, 'unreachable', {
          code: 'forwarded-on',
          to: describeTarget(forwardedTo),
        });
      return unanswered(transition, leg, unansweredOutcome(cause), why);
    case 'prompting':
      return attemptFailed(transition, leg, 'not-accepted', why);
    case 'talking':
      closeAttempt(transition, leg, 'accepted', why);
      return responderLeft(transition, leg);
    case 'transferred':
      return transferEnded(transition, leg);
    case 'held':
      return closeAttempt(transition, leg, 'accepted', why);
    case 'farewell':
    case 'cancelled':
      return;
  }
}

function unansweredOutcome(cause: LegCause): AttemptOutcome {
  return cause === 'hung-up' ? 'unreachable' : cause;
}
