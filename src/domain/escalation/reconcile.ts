import type { Leg } from './call-state.ts';
import { hold, stopPlayback } from './caller-audio.ts';
import { goOn } from './hunting.ts';
import { legAnswered, legEnded } from './leg-events.ts';
import { hangUpLeg, promptLeg, stopLegPlay } from './legs.ts';
import { transferAnswered } from './transferring.ts';
import { command, join, part, type Transition } from './transition.ts';

/** What Asterisk still holds of a call after we were away: a lost connection, or a new life of the service. */
export interface CallSnapshot {
  readonly callerPresent: boolean;
  /** Not present, since the dialplan has them. */
  readonly callerTaken: boolean;
  readonly callerAnswered: boolean;
  /** Attempts whose leg exists. */
  readonly legs: readonly { readonly attempt: number; readonly answered: boolean }[];
  /** The caller is in a bridge with somebody. */
  readonly joined: boolean;
  /** The caller still hears the words that were begun. */
  readonly saying: boolean;
  /** The caller's message is being recorded. */
  readonly recording: boolean;
}

/** Brings each leg to what Asterisk says of it: events were missed meanwhile. */
export function takeUpLegs(transition: Transition, snapshot: CallSnapshot): void {
  for (const leg of [...transition.state.legs]) {
    const seen = snapshot.legs.find(({ attempt }) => attempt === leg.attempt);
    // After a new start nobody knows which channel a transfer put in the leg's place; that somebody is there, its
    // bridge shows.
    if (!seen && leg.stage === 'transferred' && snapshot.joined) continue;
    if (!seen) legLost(transition, leg);
    else if (!snapshot.callerPresent) continue;
    else if (seen.answered) takeUpAnswered(transition, leg);
    else if (leg.stage === 'cancelled') hangUpLeg(transition, leg, leg.farewell);
  }
}

/** A leg that never rang may never have been dialled: its person is tried again before anyone else. */
function legLost(transition: Transition, leg: Leg): void {
  const lane = transition.state.hunt?.lanes.find(({ active }) => active === leg.attempt);
  if (leg.stage === 'dialling') lane?.queue.unshift(leg.who);
  legEnded(transition, leg.attempt, 'hung-up', { code: 'gone-while-away' });
}

function takeUpAnswered(transition: Transition, leg: Leg): void {
  switch (leg.stage) {
    case 'dialling':
    case 'ringing':
      return legAnswered(transition, { attempt: leg.attempt });
    case 'prompting':
      // A key pressed meanwhile is lost: the question is asked again, with a whole window to answer it.
      stopLegPlay(transition, leg);
      return promptLeg(transition, leg);
    case 'farewell':
    case 'cancelled':
      return hangUpLeg(transition, leg);
    case 'held':
      return command(transition, { type: 'hold-leg', attempt: leg.attempt });
    case 'transferred':
      return transferAnswered(transition, leg);
    case 'talking':
      return;
  }
}

/** The caller of a hunt hears again that it goes on, and it does go on. */
export function takeUpHunt(transition: Transition): void {
  stopPlayback(transition);
  hold(transition);
  goOn(transition);
}

/** A conversation needs nothing from us, unless we went away between the key and the bridge. */
export function takeUpTalk(transition: Transition, attempt: number, snapshot: CallSnapshot): void {
  if (snapshot.joined) return;
  part(transition, attempt);
  join(transition, attempt);
}
