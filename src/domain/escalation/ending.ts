import { SECOND } from '../../runtime/instant.ts';
import type { Outcome } from '../call.ts';
import type { CallerEnd } from './call-state.ts';
import { answerCaller, say, stopPlayback } from './caller-audio.ts';
import { dropLeg, releaseLegs } from './legs.ts';
import type { Trouble } from './reasons.ts';
import { command, endBridge, happen, type Transition } from './transition.ts';

/** Words to a caller are short; past this, Asterisk has forgotten to say that it finished. */
export const WORDS_PATIENCE_SECONDS = 120;
/** How long Asterisk may take to end the caller's side. */
const SEND_AWAY_SECONDS = 5;

/** The only way a call ends, and it ends once. */
export function endCall(transition: Transition, outcome: Outcome): void {
  if (transition.state.outcome !== null) throw new Error('a call ends once');
  transition.state.outcome = outcome;
  transition.state.phase = { name: 'ended' };
  transition.state.hunt = null;
  transition.state.hearing = { kind: 'nothing' };
  endBridge(transition);
  if (outcome === 'fallback') dropLegs(transition);
  else releaseLegs(transition, 'caller-gone');
  happen(transition, { kind: 'call-ended', outcome });
}

/** Ends the call from our side: the caller is still there and is hung up. */
export function dismissCaller(
  transition: Transition,
  outcome: Outcome,
  reason: 'normal' | 'busy' | 'rejected' = 'normal',
): void {
  endCall(transition, outcome);
  sendAway(transition, { type: 'hang-up-caller', reason });
}

/** Asked again until the caller's side has ended: nobody is left in silence by a request that was lost. */
export function sendAway(transition: Transition, end: CallerEnd, asked = 1): void {
  transition.state.sendingAway = {
    command: end,
    asked,
    askAgainAt: transition.now + SEND_AWAY_SECONDS * SECOND,
  };
  command(transition, end);
}

/** The service is stopping: nobody will be here to say farewell or to hang up afterwards. */
export function dropLegs(transition: Transition): void {
  for (const leg of [...transition.state.legs]) dropLeg(transition, leg);
}

export function refuse(transition: Transition): void {
  happen(transition, { kind: 'refused' });
  const { treatment } = transition.state.facts.hotline.blocked;
  if (treatment !== 'announcement')
    return dismissCaller(transition, 'refused', treatment === 'busy' ? 'busy' : 'rejected');
  transition.state.phase = {
    name: 'refusing',
    play: say(transition, 'refusal'),
    giveUpAt: wordsEndAt(transition),
  };
}

export function announceClosing(transition: Transition): void {
  answerCaller(transition);
  happen(transition, { kind: 'closing-announced' });
  transition.state.phase = {
    name: 'closing',
    play: say(transition, 'closing'),
    giveUpAt: wordsEndAt(transition),
  };
}

export function startVoicemail(transition: Transition): void {
  answerCaller(transition);
  happen(transition, { kind: 'voicemail-started' });
  transition.state.phase = {
    name: 'voicemail-intro',
    play: say(transition, 'voicemail-intro'),
    giveUpAt: wordsEndAt(transition),
  };
}

export function leaveToFallback(transition: Transition, trouble: Trouble): void {
  stopPlayback(transition);
  happen(transition, { kind: 'trouble', trouble });
  endCall(transition, 'fallback');
  sendAway(transition, { type: 'leave-to-dialplan' });
}

export function wordsEndAt(transition: Transition): number {
  return transition.now + WORDS_PATIENCE_SECONDS * SECOND;
}

/** Somebody who may ends the call from its page. One that nobody took still waits for a human, as a task. */
export function endedByHand(transition: Transition, by: string): void {
  const { phase } = transition.state;
  if (phase.name === 'ended') return;
  happen(transition, { kind: 'ended-by-hand', by });
  if (phase.name === 'recording') return command(transition, { type: 'hang-up-caller', reason: 'normal' });
  dismissCaller(transition, phase.name === 'talking' ? 'accepted' : 'caller-hung-up');
}
