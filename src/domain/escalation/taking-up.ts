import type { Leg } from './call-state.ts';
import { hold, hush } from './caller-audio.ts';
import { goOn } from './hunting.ts';
import { legAnswered, legEnded } from './leg-events.ts';
import { hangUpLeg, promptLeg, stopLegPlay } from './legs.ts';
import { command, join, part, type Turn } from './turn.ts';

/** What Asterisk still holds of a call after we were away: a lost connection, or a new life of the service. */
export interface CallSurvey {
  readonly callerPresent: boolean;
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
export function takeUpLegs(turn: Turn, survey: CallSurvey): void {
  for (const leg of [...turn.state.legs]) {
    const seen = survey.legs.find(({ attempt }) => attempt === leg.attempt);
    if (!seen) legLost(turn, leg);
    else if (!survey.callerPresent) continue;
    else if (seen.answered) takeUpAnswered(turn, leg);
    else if (leg.stage === 'cancelled') hangUpLeg(turn, leg, leg.farewell);
  }
}

/** A leg that never rang may never have been dialled: its person is tried again before anyone else. */
function legLost(turn: Turn, leg: Leg): void {
  const lane = turn.state.hunt?.lanes.find(({ active }) => active === leg.attempt);
  if (leg.stage === 'dialling') lane?.queue.unshift(leg.who);
  legEnded(turn, leg.attempt, 'hung-up', { code: 'gone-while-away' });
}

function takeUpAnswered(turn: Turn, leg: Leg): void {
  switch (leg.stage) {
    case 'dialling':
    case 'ringing':
      return legAnswered(turn, leg.attempt);
    case 'prompting':
      // A key pressed meanwhile is lost: the question is asked again, with a whole window to answer it.
      stopLegPlay(turn, leg);
      return promptLeg(turn, leg);
    case 'farewell':
    case 'cancelled':
      return hangUpLeg(turn, leg);
    case 'parked':
      return command(turn, { type: 'hold-leg', attempt: leg.attempt });
    case 'talking':
      return;
  }
}

/** The caller of a hunt hears again that it goes on, and it does go on. */
export function takeUpHunt(turn: Turn): void {
  hush(turn);
  hold(turn);
  goOn(turn);
}

/** A conversation needs nothing from us, unless we went away between the key and the bridge. */
export function takeUpTalk(turn: Turn, attempt: number, survey: CallSurvey): void {
  if (survey.joined) return;
  part(turn, attempt);
  join(turn, attempt);
}
