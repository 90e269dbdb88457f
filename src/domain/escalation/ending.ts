import { SECOND } from '../../runtime/instant.ts';
import type { Outcome } from '../call.ts';
import type { VoicemailRule } from '../hotline.ts';
import type { CallerEnd } from './call-state.ts';
import { answerCaller, hush, say } from './caller-audio.ts';
import { dropLeg, releaseLegs } from './legs.ts';
import type { Trouble } from './reasons.ts';
import { command, endBridge, happen, type Turn } from './turn.ts';

/** Words to a caller are short; past this, Asterisk has forgotten to say that it finished. */
export const WORDS_PATIENCE_SECONDS = 120;
/** How long Asterisk may take to end the caller's side. */
const SEND_AWAY_SECONDS = 5;
/** Past its maximum length a recording has ended, whether or not we were told. */
const RECORDING_GRACE_SECONDS = 10;
/** A caller who left during the recording: how long the end of the recording may lag behind. */
const RECORDING_CLOSE_SECONDS = 5;

/** The only way a call ends, and it ends once. */
export function endCall(turn: Turn, outcome: Outcome): void {
  if (turn.state.outcome !== null) throw new Error('a call ends once');
  turn.state.outcome = outcome;
  turn.state.phase = { name: 'ended' };
  turn.state.hunt = null;
  turn.state.hearing = { kind: 'nothing' };
  endBridge(turn);
  if (outcome === 'fallback') dropLegs(turn);
  else releaseLegs(turn, 'caller-gone');
  happen(turn, { kind: 'call-ended', outcome });
}

/** Ends the call from our side: the caller is still there and is hung up. */
export function dismissCaller(
  turn: Turn,
  outcome: Outcome,
  reason: 'normal' | 'busy' | 'rejected' = 'normal',
): void {
  endCall(turn, outcome);
  sendAway(turn, { type: 'hang-up-caller', reason });
}

/** Asked again until the caller's side has ended: nobody is left in silence by a request that was lost. */
export function sendAway(turn: Turn, end: CallerEnd, asked = 1): void {
  turn.state.sendingAway = { command: end, asked, askAgainAt: turn.now + SEND_AWAY_SECONDS * SECOND };
  command(turn, end);
}

/** The service is stopping: nobody will be here to say farewell or to hang up afterwards. */
export function dropLegs(turn: Turn): void {
  for (const leg of [...turn.state.legs]) dropLeg(turn, leg);
}

export function refuse(turn: Turn): void {
  happen(turn, { kind: 'refused' });
  const { treatment } = turn.state.facts.hotline.blocked;
  if (treatment !== 'announcement')
    return dismissCaller(turn, 'refused', treatment === 'busy' ? 'busy' : 'rejected');
  turn.state.phase = { name: 'refusing', play: say(turn, 'refusal'), giveUpAt: wordsEndAt(turn) };
}

export function announceClosing(turn: Turn): void {
  answerCaller(turn);
  happen(turn, { kind: 'closing-announced' });
  turn.state.phase = { name: 'closing', play: say(turn, 'closing'), giveUpAt: wordsEndAt(turn) };
}

export function startVoicemail(turn: Turn): void {
  answerCaller(turn);
  happen(turn, { kind: 'voicemail-started' });
  turn.state.phase = {
    name: 'voicemail-intro',
    play: say(turn, 'voicemail-intro'),
    giveUpAt: wordsEndAt(turn),
  };
}

export function startRecording(turn: Turn): void {
  hush(turn);
  const { callId } = turn.state.facts;
  const recording = `${callId}-message`;
  const { maxSeconds } = voicemailRule(turn);
  const giveUpAt = turn.now + (maxSeconds + RECORDING_GRACE_SECONDS) * SECOND;
  turn.state.phase = { name: 'recording', recording, giveUpAt, callerLeft: false };
  command(turn, { type: 'record', recording, maxSeconds });
}

/** The caller hung up while recording, which is how most messages end: wait for the recording's own end. */
export function callerLeftRecording(turn: Turn): void {
  const { phase } = turn.state;
  if (phase.name !== 'recording') return;
  turn.state.phase = { ...phase, callerLeft: true, giveUpAt: turn.now + RECORDING_CLOSE_SECONDS * SECOND };
}

/** Asterisk does not always say how long a recording is, as when the caller hangs up at the beep: then it is measured. */
export function recordingFinished(turn: Turn, seconds: number | null, stored: boolean): void {
  const { phase } = turn.state;
  if (phase.name !== 'recording') return;
  if (seconds !== null || !stored) return finishRecording(turn, seconds, stored);
  turn.state.phase = { ...phase, giveUpAt: turn.now + RECORDING_CLOSE_SECONDS * SECOND };
  command(turn, { type: 'measure-message', recording: phase.recording });
}

/** The caller hung up at the beep; or they wait still, and what they were to leave never began. */
export function recordingMissing(turn: Turn): void {
  const { phase } = turn.state;
  if (phase.name === 'recording') finishRecording(turn, 0, phase.callerLeft);
}

/** `seconds` null: nobody knows; the message is kept, for a short one is better than a lost one. */
export function finishRecording(turn: Turn, seconds: number | null, stored: boolean): void {
  const { phase } = turn.state;
  if (phase.name !== 'recording') return;
  if (!stored && !phase.callerLeft) return leaveToFallback(turn, { code: 'message-not-recorded' });
  const tooShort = seconds !== null && seconds < voicemailRule(turn).minSeconds;
  const outcome =
    stored && !tooShort
      ? keepMessage(turn, phase.recording, seconds)
      : dropMessage(turn, phase.recording, tooShort);
  if (phase.callerLeft) endCall(turn, outcome);
  else dismissCaller(turn, outcome);
}

function keepMessage(turn: Turn, recording: string, seconds: number | null): Outcome {
  happen(turn, { kind: 'voicemail-kept', recording, seconds });
  command(turn, { type: 'keep-message', recording, seconds });
  return 'voicemail';
}

/** Nothing was left: the caller hung up at the beep, or ended the recording at once. */
function dropMessage(turn: Turn, recording: string, tooShort: boolean): Outcome {
  happen(turn, { kind: 'voicemail-dropped', reason: tooShort ? 'too-short' : 'failed' });
  command(turn, { type: 'drop-message', recording });
  return 'caller-hung-up';
}

export function leaveToFallback(turn: Turn, trouble: Trouble): void {
  hush(turn);
  happen(turn, { kind: 'trouble', trouble });
  endCall(turn, 'fallback');
  sendAway(turn, { type: 'leave-to-dialplan' });
}

/** A hotline that only announces has no rule of its own; its last resort's voicemail has. */
function voicemailRule(turn: Turn): VoicemailRule {
  const { noAnswer } = turn.state.facts.hotline;
  if (noAnswer.kind === 'announcement') throw new Error('a hotline without voicemail cannot record');
  return noAnswer.voicemail;
}

export function wordsEndAt(turn: Turn): number {
  return turn.now + WORDS_PATIENCE_SECONDS * SECOND;
}
