import { SECOND } from '../../runtime/instant.ts';
import type { Outcome } from '../call.ts';
import type { VoicemailRule } from '../hotline.ts';
import type { Phase } from './call-state.ts';
import { say, stopPlayback } from './caller-audio.ts';
import { endCall, leaveToFallback, wordsEndAt } from './ending.ts';
import { command, happen, type Transition } from './transition.ts';

/** Past its maximum length a recording has ended, whether or not we were told. */
const RECORDING_GRACE_SECONDS = 10;
/** A caller who left during the recording: how long the end of the recording may lag behind. */
const RECORDING_CLOSE_SECONDS = 5;
/** The beep comes first. */
const BEEP_SECONDS = 1;
/** Shorter than this, not one packet of sound came of the caller's line: a recording is never quite empty. */
const NOTHING_CAME_SECONDS = 0.2;

/** What is known of a recording. Null: it could not be found out. */
export interface MeasuredRecording {
  readonly seconds: number | null;
  /** False: what was recorded is silence, by the level and the length that are set. */
  readonly isAudible: boolean | null;
}

type Recording = Extract<Phase, { name: 'recording' }>;

export function startRecording(transition: Transition): void {
  stopPlayback(transition);
  const { callId } = transition.state.facts;
  const recording = `${callId}-message`;
  const { maxSeconds } = voicemailRule(transition);
  const startedAt = transition.now;
  const giveUpAt = startedAt + (maxSeconds + RECORDING_GRACE_SECONDS) * SECOND;
  transition.state.phase = { name: 'recording', recording, startedAt, giveUpAt, callerLeft: false };
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

/** `seconds` null: Asterisk did not say, as when the caller hangs up at the beep. */
export function recordingFinished(
  transition: Transition,
  recording: string,
  seconds: number | null,
  stored: boolean,
): void {
  const phase = phaseOf(transition, recording);
  if (!phase) return;
  if (!stored) return notRecorded(transition, phase);
  transition.state.phase = {
    ...phase,
    finished: { seconds, at: transition.now },
    giveUpAt: transition.now + RECORDING_CLOSE_SECONDS * SECOND,
  };
  command(transition, { type: 'measure-message', recording });
}

/** The caller hung up at the beep; or they wait still, and what they were to leave never began. */
export function recordingMissing(transition: Transition, recording: string): void {
  const phase = phaseOf(transition, recording);
  if (phase?.callerLeft) close(transition, phase, dropMessage(transition, phase, 'too-short'));
  else if (phase) leaveToFallback(transition, { code: 'message-not-recorded' });
}

export function recordingMeasured(
  transition: Transition,
  recording: string,
  measured: MeasuredRecording,
): void {
  const phase = phaseOf(transition, recording);
  if (phase) close(transition, phase, judge(transition, phase, measured));
}

/** Nobody said how it ended, or how long it is: what there is is kept, for a short message is better than a lost one. */
export function keepUnmeasured(transition: Transition): void {
  const { phase } = transition.state;
  if (phase.name !== 'recording') return;
  close(transition, phase, keepMessage(transition, phase.recording, phase.finished?.seconds ?? null, null));
}

/** It was measured late, while the caller hears the last word: nothing is in what was kept. */
export function messageEmpty({ state, happened, now }: Transition, recording: string, seconds: number): void {
  const { phase } = state;
  if (phase.name !== 'closing' || phase.outcome !== 'voicemail') return;
  state.phase = { ...phase, outcome: 'empty-message' };
  happened.push({ kind: 'voicemail-empty', at: now, recording, seconds, why: whyEmpty(seconds) });
}

function phaseOf({ state }: Transition, recording: string): Recording | null {
  return state.phase.name === 'recording' && state.phase.recording === recording ? state.phase : null;
}

function notRecorded(transition: Transition, phase: Recording): void {
  if (phase.callerLeft) return close(transition, phase, dropMessage(transition, phase, 'failed'));
  leaveToFallback(transition, { code: 'message-not-recorded' });
}

/** Who ended it by a key, or has said as much as there is room for, is owed a word. */
function close(transition: Transition, phase: Recording, outcome: Outcome): void {
  if (phase.callerLeft) return endCall(transition, outcome);
  const play = say(transition, 'voicemail-taken');
  transition.state.phase = { name: 'closing', play, giveUpAt: wordsEndAt(transition), outcome };
}

function judge(transition: Transition, phase: Recording, measured: MeasuredRecording): Outcome {
  const seconds = measured.seconds ?? phase.finished?.seconds ?? null;
  if (seconds !== null && seconds < shortest(transition) && leftAtOnce(transition, phase))
    return dropMessage(transition, phase, 'too-short');
  const { isAudible } = measured;
  if (isAudible !== false)
    return keepMessage(transition, phase.recording, seconds, isAudible === null ? null : false);
  return setApart(transition, phase, seconds);
}

/** A line that sends nothing while nobody speaks makes a short recording of a long wait: then the wait counts. */
function leftAtOnce(transition: Transition, { startedAt, finished }: Recording): boolean {
  if (startedAt === undefined || finished === undefined) return true;
  return finished.at - startedAt < (shortest(transition) + BEEP_SECONDS) * SECOND;
}

/** `isEmpty` null: whether anything is heard in it is found out when it is fetched. */
function keepMessage(
  transition: Transition,
  recording: string,
  seconds: number | null,
  isEmpty: false | null,
): Outcome {
  happen(transition, { kind: 'voicemail-kept', recording, seconds });
  command(transition, { type: 'keep-message', recording, seconds, isEmpty });
  return 'voicemail';
}

/** Nothing is heard in it. It is kept all the same, for whoever hears better than we do. */
function setApart(transition: Transition, phase: Recording, seconds: number | null): Outcome {
  const { recording, callerTaken } = phase;
  happen(transition, { kind: 'voicemail-empty', recording, seconds, why: whyEmpty(seconds) });
  command(transition, { type: 'keep-message', recording, seconds, isEmpty: true });
  return callerTaken ? 'fallback' : 'empty-message';
}

export function whyEmpty(seconds: number | null): 'silence' | 'nothing-came' {
  return seconds !== null && seconds < NOTHING_CAME_SECONDS ? 'nothing-came' : 'silence';
}

/** Nothing was left: the caller hung up at the beep, or ended the recording at once. */
function dropMessage(
  transition: Transition,
  { recording, callerTaken }: Recording,
  reason: 'too-short' | 'failed',
): Outcome {
  happen(transition, { kind: 'voicemail-dropped', reason });
  command(transition, { type: 'drop-message', recording });
  return callerTaken ? 'fallback' : 'caller-hung-up';
}

function shortest(transition: Transition): number {
  return voicemailRule(transition).minSeconds;
}

/** A hotline that only announces has no rule of its own; its last resort's voicemail has. */
function voicemailRule(transition: Transition): VoicemailRule {
  const { noAnswer } = transition.state.facts.hotline;
  if (noAnswer.kind === 'announcement') throw new Error('a hotline without voicemail cannot record');
  return noAnswer.voicemail;
}
