import { SECOND } from '../../runtime/instant.ts';
import type { Outcome } from '../call.ts';
import type { VoicemailRule } from '../hotline.ts';
import type { CallerEnd, CallState } from './call-state.ts';
import { answerCaller, say, stopPlayback } from './caller-audio.ts';
import { dropLeg, releaseLegs } from './legs.ts';
import type { Trouble } from './reasons.ts';
import { command, endBridge, happen, type Transition } from './transition.ts';

/** Words to a caller are short; past this, Asterisk has forgotten to say that it finished. */
export const WORDS_PATIENCE_SECONDS = 120;
/** How long Asterisk may take to end the caller's side. */
const SEND_AWAY_SECONDS = 5;
/** Past its maximum length a recording has ended, whether or not we were told. */
const RECORDING_GRACE_SECONDS = 10;
/** A caller who left during the recording: how long the end of the recording may lag behind. */
const RECORDING_CLOSE_SECONDS = 5;

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

export function startRecording(transition: Transition): void {
  stopPlayback(transition);
  const { callId } = transition.state.facts;
  const recording = `${callId}-message`;
  const { maxSeconds } = voicemailRule(transition);
  const giveUpAt = transition.now + (maxSeconds + RECORDING_GRACE_SECONDS) * SECOND;
  transition.state.phase = { name: 'recording', recording, giveUpAt, callerLeft: false };
  command(transition, { type: 'record', recording, maxSeconds });
}

/** The caller hung up while recording, which is how most messages end: wait for the recording's own end. */
export function callerLeftRecording(transition: Transition, taken: boolean): void {
  const { phase } = transition.state;
  if (phase.name !== 'recording') return;
  transition.state.phase = {
    ...phase,
    callerLeft: true,
    callerTaken: taken,
    giveUpAt: transition.now + RECORDING_CLOSE_SECONDS * SECOND,
  };
}

/** Asterisk does not always say how long a recording is, as when the caller hangs up at the beep: then it is measured. */
export function recordingFinished(transition: Transition, seconds: number | null, stored: boolean): void {
  const { phase } = transition.state;
  if (phase.name !== 'recording') return;
  if (seconds !== null || !stored) return finishRecording(transition, seconds, stored);
  transition.state.phase = { ...phase, giveUpAt: transition.now + RECORDING_CLOSE_SECONDS * SECOND };
  command(transition, { type: 'measure-message', recording: phase.recording });
}

/** The caller hung up at the beep; or they wait still, and what they were to leave never began. */
export function recordingMissing(transition: Transition): void {
  const { phase } = transition.state;
  if (phase.name === 'recording') finishRecording(transition, 0, phase.callerLeft);
}

/** `seconds` null: nobody knows; the message is kept, for a short one is better than a lost one. */
export function finishRecording(transition: Transition, seconds: number | null, stored: boolean): void {
  const { phase } = transition.state;
  if (phase.name !== 'recording') return;
  if (!stored && !phase.callerLeft) return leaveToFallback(transition, { code: 'message-not-recorded' });
  const tooShort = seconds !== null && seconds < voicemailRule(transition).minSeconds;
  const outcome =
    stored && !tooShort
      ? keepMessage(transition, phase.recording, seconds)
      : dropMessage(transition, phase, tooShort);
  if (phase.callerLeft) return endCall(transition, outcome);
  // They ended it by a key, or it is as long as it may be: they are owed a word.
  const play = say(transition, 'voicemail-taken');
  transition.state.phase = { name: 'closing', play, giveUpAt: wordsEndAt(transition), outcome };
}

function keepMessage(transition: Transition, recording: string, seconds: number | null): Outcome {
  happen(transition, { kind: 'voicemail-kept', recording, seconds });
  command(transition, { type: 'keep-message', recording, seconds });
  return 'voicemail';
}

/** Nothing was left: the caller hung up at the beep, or ended the recording at once. */
function dropMessage(
  transition: Transition,
  { recording, callerTaken }: Extract<CallState['phase'], { name: 'recording' }>,
  tooShort: boolean,
): Outcome {
  happen(transition, { kind: 'voicemail-dropped', reason: tooShort ? 'too-short' : 'failed' });
  command(transition, { type: 'drop-message', recording });
  return callerTaken ? 'fallback' : 'caller-hung-up';
}

export function leaveToFallback(transition: Transition, trouble: Trouble): void {
  stopPlayback(transition);
  happen(transition, { kind: 'trouble', trouble });
  endCall(transition, 'fallback');
  sendAway(transition, { type: 'leave-to-dialplan' });
}

/** A hotline that only announces has no rule of its own; its last resort's voicemail has. */
function voicemailRule(transition: Transition): VoicemailRule {
  const { noAnswer } = transition.state.facts.hotline;
  if (noAnswer.kind === 'announcement') throw new Error('a hotline without voicemail cannot record');
  return noAnswer.voicemail;
}

export function wordsEndAt(transition: Transition): number {
  return transition.now + WORDS_PATIENCE_SECONDS * SECOND;
}
