import { type Instant, SECOND } from '../../runtime/instant.ts';
import { isBlocked } from '../hotline.ts';
import type { CallEvent } from './call-event.ts';
import type { CallInput } from './call-input.ts';
import type { CallFacts, CallState } from './call-state.ts';
import { answerCaller, hold, say, stopPlayback } from './caller-audio.ts';
import type { Command } from './command.ts';
import { armingFailed, DEAD_MAN_SECONDS, keepArmed } from './dead-man.ts';
import { callerInTime, huntInTime, legsInTime } from './deadlines.ts';
import * as ending from './ending.ts';
import { giveUp, reachNobody } from './giving-up.ts';
import { everyStop, isWaiting, startHunt, stopWaiting, takeCandidates } from './hunting.ts';
import {
  keysTold,
  legAnswered,
  legEnded,
  legKey,
  legPlayFinished,
  legRinging,
  pickerKnown,
  trunkChanged,
} from './leg-events.ts';
import type { Trouble } from './reasons.ts';
import { type CallSnapshot, takeUpHunt, takeUpLegs, takeUpTalk } from './reconcile.ts';
import {
  callerLeftRecording,
  keepUnmeasured,
  messageEmpty,
  recordingFinished,
  recordingMeasured,
  recordingMissing,
  startRecording,
} from './recording.ts';
import { keepListening, talkHeard } from './silence.ts';
import { connectFailed } from './talking.ts';
import { callerTransferred, legTransferred } from './transferring.ts';
import { command, happen, openTransition, type Transition } from './transition.ts';

/** What comes of one event: the next state, what to do in the world, and what to write down, in this order: */
export interface Advance {
  readonly state: CallState;
  /** Saved before any command runs. */
  readonly happened: readonly CallEvent[];
  readonly commands: readonly Command[];
}

/** A call comes in: refused, greeted, or at once on its way to someone. */
export function begin(facts: CallFacts, now: Instant): Advance {
  const transition = openTransition(newCall(facts), now);
  const { hotline, caller } = facts;
  if (isBlocked(hotline.blocked, caller)) ending.refuse(transition);
  else receive(transition);
  return closeTransition(transition);
}

/**
 * The whole life of a call, one event at a time. Pure: same state, event and instant, same answer; the very same state
 * when the event is nothing to this call.
 */
export function advance(state: CallState, event: CallInput, now: Instant): Advance {
  // Every call is told of everyone who is free again: to those that do not wait, hundreds at times, it must cost nothing.
  if (event.type === 'person-freed' && !isWaiting(state)) return { state, happened: [], commands: [] };
  const transition = openTransition(state, now);
  apply(transition, event);
  return closeTransition(transition);
}

/** True when nothing more can happen: the caller's side has ended and every leg is gone. */
export function isOver(state: CallState): boolean {
  return state.phase.name === 'ended' && state.callerGone && state.legs.length === 0;
}

function newCall(facts: CallFacts): CallState {
  return {
    facts,
    phase: { name: 'hunting' },
    callerAnswered: false,
    callerGone: false,
    sendingAway: null,
    hearing: { kind: 'nothing' },
    bridge: null,
    armed: { until: facts.startedAt + DEAD_MAN_SECONDS * SECOND, talking: false },
    legs: [],
    hunt: null,
    outcome: null,
    attemptsMade: 0,
    playsMade: 0,
    bridgesMade: 0,
  };
}

function closeTransition(transition: Transition): Advance {
  while (transition.state.phase.name === 'hunting' && transition.state.hunt?.exhausted)
    giveUp(transition, transition.state.hunt);
  keepListening(transition);
  keepArmed(transition);
  return { state: transition.state, happened: transition.happened, commands: transition.commands };
}

function apply(transition: Transition, event: CallInput): void {
  switch (event.type) {
    case 'caller-left':
      return callerLeft(transition, event.taken === true);
    case 'play-finished':
      return playFinished(transition, event.play, event.played);
    case 'candidates':
      return takeCandidates(transition, event.resolution, event.candidates);
    case 'leg-ringing':
      return legRinging(transition, event.attempt);
    case 'leg-answered':
      return legAnswered(transition, event);
    case 'picker-known':
      return pickerKnown(transition, event);
    case 'leg-ended':
      return legEnded(transition, event.attempt, event.cause, event.why, event.forwardedTo);
    case 'leg-transferred':
      return legTransferred(transition, event.attempt, event.to);
    case 'caller-transferred':
      return callerTransferred(transition, event.caller, event.by);
    case 'trunk-changed':
      return trunkChanged(transition, event);
    case 'leg-key':
      return legKey(transition, event.attempt, event.key);
    case 'keys-told':
      return keysTold(transition, event.attempt, event.unheard);
    case 'connect-failed':
      return connectFailed(transition, event.attempt, event.why);
    case 'recording-finished':
      return recordingFinished(transition, event.recording, event.seconds, event.stored);
    case 'recording-measured':
      return recordingMeasured(transition, event.recording, event);
    case 'message-empty':
      return messageEmpty(transition, event.recording, event.seconds);
    case 'recording-missing':
      return recordingMissing(transition, event.recording);
    case 'talk-heard':
      return talkHeard(transition, event.attempt, event.caller, event.responder);
    case 'ended-by-hand':
      return ending.endedByHand(transition, event.by);
    case 'arming-failed':
      return armingFailed(transition);
    case 'person-freed':
      return stopWaiting(transition);
    case 'reconcile':
      return reconciled(transition, event.snapshot);
    case 'time-passed':
      return timePassed(transition);
    case 'leave-to-fallback':
      return leaveToFallback(transition, event.why);
    default:
      return event satisfies never;
  }
}

function receive(transition: Transition): void {
  const { branch, policy } = transition.state.facts;
  if (branch !== null)
    happen(transition, { kind: 'branch-applied', branch, ringsNobody: policy.steps.length === 0 });
  greet(transition);
}

function greet(transition: Transition): void {
  const { hotline } = transition.state.facts;
  if (hotline.answer === 'at-entry') answerCaller(transition);
  if (hotline.recordedGreeting) greetWith(transition, 'recorded-greeting');
  else greetWithSound(transition);
}

function greetWithSound(transition: Transition): void {
  if (transition.state.facts.hotline.greetingSound === null) startPolicy(transition);
  else greetWith(transition, 'greeting');
}

function greetWith(transition: Transition, words: 'greeting' | 'recorded-greeting'): void {
  happen(transition, { kind: 'greeting-started' });
  const recorded = words === 'recorded-greeting';
  const play = say(transition, words);
  transition.state.phase = { name: 'greeting', play, giveUpAt: ending.wordsEndAt(transition), recorded };
}

function startPolicy(transition: Transition): void {
  const { rounds, steps } = transition.state.facts.policy;
  if (steps.length === 0) return reachNobody(transition, 'policy');
  startHunt(transition, { purpose: 'policy', upcoming: everyStop(rounds, steps.length) });
}

function callerLeft(transition: Transition, taken: boolean): void {
  transition.state.callerGone = true;
  transition.state.sendingAway = null;
  const { phase } = transition.state;
  switch (phase.name) {
    case 'recording':
      return callerLeftRecording(transition, taken);
    case 'talking':
      return ending.endCall(transition, 'accepted');
    case 'refusing':
      return ending.endCall(transition, 'refused');
    case 'closing':
      return ending.endCall(transition, phase.outcome ?? (taken ? 'fallback' : 'caller-hung-up'));
    case 'greeting':
    case 'hunting':
    case 'voicemail-intro':
      return ending.endCall(transition, taken ? 'fallback' : 'caller-hung-up');
    case 'ended':
      return;
  }
}

function playFinished(transition: Transition, play: string, played: boolean): void {
  const { hearing } = transition.state;
  if (hearing.kind !== 'words' || hearing.play !== play) return legPlayFinished(transition, play, played);
  transition.state.hearing = { kind: 'nothing' };
  afterWords(transition, played);
}

/** The caller has heard what was said, or could not: either way the call goes on. */
function afterWords(transition: Transition, played: boolean): void {
  const { phase } = transition.state;
  switch (phase.name) {
    case 'greeting':
      if (played) return startPolicy(transition);
      happen(transition, { kind: 'greeting-failed' });
      // Not after two minutes of nobody knows what.
      return phase.recorded && phase.giveUpAt > transition.now
        ? greetWithSound(transition)
        : startPolicy(transition);
    case 'hunting':
      return hold(transition);
    case 'refusing':
      return ending.dismissCaller(transition, 'refused', 'rejected');
    case 'closing':
      return ending.dismissCaller(transition, phase.outcome ?? 'announced');
    case 'voicemail-intro':
      return startRecording(transition);
    case 'talking':
    case 'recording':
    case 'ended':
      return;
  }
}

function reconciled(transition: Transition, snapshot: CallSnapshot): void {
  if (transition.state.phase.name !== 'ended') happen(transition, { kind: 'reconciled' });
  transition.state.armed = { ...transition.state.armed, until: transition.now };
  // What came while we were away was not counted.
  transition.state.ear = null;
  // First of all: for a caller who is gone, nobody must be called in place of a leg that is gone too.
  if (!snapshot.callerPresent) callerLeft(transition, snapshot.callerTaken);
  takeUpLegs(transition, snapshot);
  // The answer was lost on its way.
  if (transition.state.callerAnswered && snapshot.callerPresent && !snapshot.callerAnswered)
    command(transition, { type: 'answer-caller' });
  const { phase } = transition.state;
  switch (phase.name) {
    case 'hunting':
      return takeUpHunt(transition);
    case 'talking':
      return takeUpTalk(transition, phase.attempt, snapshot);
    case 'recording':
      if (!snapshot.recording) recordingFinished(transition, phase.recording, null, true);
      return;
    case 'greeting':
    case 'refusing':
    case 'closing':
    case 'voicemail-intro':
      if (snapshot.saying) return;
      // It has been heard by now, or will not be.
      stopPlayback(transition);
      return afterWords(transition, true);
    case 'ended':
      return;
  }
}

function timePassed(transition: Transition): void {
  legsInTime(transition);
  callerInTime(transition);
  huntInTime(transition);
  const { phase } = transition.state;
  if (!('giveUpAt' in phase) || phase.giveUpAt > transition.now) return;
  // A recording whose end we missed is fetched all the same: it may be whole.
  if (phase.name === 'recording') return keepUnmeasured(transition);
  transition.state.hearing = { kind: 'nothing' };
  afterWords(transition, false);
}

/** A conversation under way is left alone: the bridge does not need us. */
function leaveToFallback(transition: Transition, why: Trouble): void {
  const { phase } = transition.state;
  if (phase.name === 'talking' || phase.name === 'recording') return;
  if (phase.name === 'ended') return ending.dropLegs(transition);
  ending.leaveToFallback(transition, why);
}
