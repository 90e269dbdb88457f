import { type Instant, SECOND } from '../../runtime/instant.ts';
import { isBlocked } from '../hotline.ts';
import type { CallEvent } from './call-event.ts';
import type { CallFacts, CallState } from './call-state.ts';
import { answerCaller, hold, hush, say } from './caller-audio.ts';
import type { Command } from './command.ts';
import { armingFailed, DEAD_MAN_SECONDS, keepArmed } from './dead-man.ts';
import { callerInTime, huntInTime, legsInTime } from './deadlines.ts';
import * as ending from './ending.ts';
import { giveUp, reachNobody } from './giving-up.ts';
import type { Happening } from './happening.ts';
import { everyStop, isWaiting, startHunt, stopWaiting, takeCandidates } from './hunting.ts';
import { legAnswered, legEnded, legKey, legPlayFinished, legRinging } from './leg-events.ts';
import type { Trouble } from './reasons.ts';
import { type CallSurvey, takeUpHunt, takeUpLegs, takeUpTalk } from './taking-up.ts';
import { connectFailed } from './talking.ts';
import { command, happen, openTurn, type Turn } from './turn.ts';

/** What comes of one event: the next state, what to do in the world, and what to write down, in this order: */
export interface Advance {
  readonly state: CallState;
  /** Saved before any command runs. */
  readonly happened: readonly Happening[];
  readonly commands: readonly Command[];
}

/** A call comes in: refused, greeted, or at once on its way to someone. */
export function begin(facts: CallFacts, now: Instant): Advance {
  const turn = openTurn(newCall(facts), now);
  const { hotline, caller } = facts;
  if (isBlocked(hotline.blocked, caller)) ending.refuse(turn);
  else receive(turn);
  return closeTurn(turn);
}

/**
 * The whole life of a call, one event at a time. Pure: same state, event and instant, same answer; the very same state
 * when the event is nothing to this call.
 */
export function advance(state: CallState, event: CallEvent, now: Instant): Advance {
  // Every call is told of everyone who is free again: to those that do not wait, hundreds at times, it must cost nothing.
  if (event.type === 'person-freed' && !isWaiting(state)) return { state, happened: [], commands: [] };
  const turn = openTurn(state, now);
  apply(turn, event);
  return closeTurn(turn);
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

function closeTurn(turn: Turn): Advance {
  while (turn.state.phase.name === 'hunting' && turn.state.hunt?.exhausted) giveUp(turn, turn.state.hunt);
  keepArmed(turn);
  return { state: turn.state, happened: turn.happened, commands: turn.commands };
}

function apply(turn: Turn, event: CallEvent): void {
  switch (event.type) {
    case 'caller-left':
      return callerLeft(turn);
    case 'play-finished':
      return playFinished(turn, event.play, event.played);
    case 'candidates':
      return takeCandidates(turn, event.resolution, event.candidates);
    case 'leg-ringing':
      return legRinging(turn, event.attempt);
    case 'leg-answered':
      return legAnswered(turn, event.attempt);
    case 'leg-ended':
      return legEnded(turn, event.attempt, event.cause, event.why);
    case 'leg-key':
      return legKey(turn, event.attempt, event.key);
    case 'connect-failed':
      return connectFailed(turn, event.attempt, event.why);
    case 'recording-finished':
      return recordingFinished(turn, event.recording, event.seconds, event.stored);
    case 'recording-measured':
      return recordingMeasured(turn, event.recording, event.seconds);
    case 'recording-missing':
      return recordingMissing(turn, event.recording);
    case 'arming-failed':
      return armingFailed(turn);
    case 'person-freed':
      return stopWaiting(turn);
    case 'taken-up':
      return takenUp(turn, event.survey);
    case 'time-passed':
      return timePassed(turn);
    case 'leave-to-fallback':
      return leaveToFallback(turn, event.why);
    default:
      return event satisfies never;
  }
}

function receive(turn: Turn): void {
  const { branch, policy } = turn.state.facts;
  if (branch !== null)
    happen(turn, { kind: 'branch-applied', branch, ringsNobody: policy.steps.length === 0 });
  greet(turn);
}

function greet(turn: Turn): void {
  const { hotline } = turn.state.facts;
  if (hotline.answer === 'at-entry') answerCaller(turn);
  if (hotline.recordedGreeting) greetWith(turn, 'recorded-greeting');
  else greetWithSound(turn);
}

function greetWithSound(turn: Turn): void {
  if (turn.state.facts.hotline.greetingSound === null) startPolicy(turn);
  else greetWith(turn, 'greeting');
}

function greetWith(turn: Turn, words: 'greeting' | 'recorded-greeting'): void {
  happen(turn, { kind: 'greeting-started' });
  const recorded = words === 'recorded-greeting';
  const play = say(turn, words);
  turn.state.phase = { name: 'greeting', play, giveUpAt: ending.wordsEndAt(turn), recorded };
}

function startPolicy(turn: Turn): void {
  const { rounds, steps } = turn.state.facts.policy;
  if (steps.length === 0) return reachNobody(turn, 'policy');
  startHunt(turn, { purpose: 'policy', upcoming: everyStop(rounds, steps.length) });
}

function callerLeft(turn: Turn): void {
  turn.state.callerGone = true;
  turn.state.sendingAway = null;
  switch (turn.state.phase.name) {
    case 'recording':
      return ending.callerLeftRecording(turn);
    case 'talking':
      return ending.endCall(turn, 'accepted');
    case 'refusing':
      return ending.endCall(turn, 'refused');
    case 'greeting':
    case 'hunting':
    case 'closing':
    case 'voicemail-intro':
      return ending.endCall(turn, 'caller-hung-up');
    case 'ended':
      return;
  }
}

function playFinished(turn: Turn, play: string, played: boolean): void {
  const { hearing } = turn.state;
  if (hearing.kind !== 'words' || hearing.play !== play) return legPlayFinished(turn, play, played);
  turn.state.hearing = { kind: 'nothing' };
  afterWords(turn, played);
}

/** The caller has heard what was said, or could not: either way the call goes on. */
function afterWords(turn: Turn, played: boolean): void {
  const { phase } = turn.state;
  switch (phase.name) {
    case 'greeting':
      if (played) return startPolicy(turn);
      happen(turn, { kind: 'greeting-failed' });
      // Not after two minutes of nobody knows what.
      return phase.recorded && phase.giveUpAt > turn.now ? greetWithSound(turn) : startPolicy(turn);
    case 'hunting':
      return hold(turn);
    case 'refusing':
      return ending.dismissCaller(turn, 'refused', 'rejected');
    case 'closing':
      return ending.dismissCaller(turn, 'announced');
    case 'voicemail-intro':
      return ending.startRecording(turn);
    case 'talking':
    case 'recording':
    case 'ended':
      return;
  }
}

function recordingFinished(turn: Turn, recording: string, seconds: number | null, stored: boolean): void {
  const { phase } = turn.state;
  if (phase.name === 'recording' && phase.recording === recording)
    ending.recordingFinished(turn, seconds, stored);
}

function recordingMeasured(turn: Turn, recording: string, seconds: number | null): void {
  const { phase } = turn.state;
  if (phase.name === 'recording' && phase.recording === recording)
    ending.finishRecording(turn, seconds, true);
}

function recordingMissing(turn: Turn, recording: string): void {
  const { phase } = turn.state;
  if (phase.name === 'recording' && phase.recording === recording) ending.recordingMissing(turn);
}

function takenUp(turn: Turn, survey: CallSurvey): void {
  if (turn.state.phase.name !== 'ended') happen(turn, { kind: 'taken-up' });
  turn.state.armed = { ...turn.state.armed, until: turn.now };
  // First of all: for a caller who is gone, nobody must be rung in place of a leg that is gone too.
  if (!survey.callerPresent) callerLeft(turn);
  takeUpLegs(turn, survey);
  // The answer was lost on its way.
  if (turn.state.callerAnswered && survey.callerPresent && !survey.callerAnswered)
    command(turn, { type: 'answer-caller' });
  const { phase } = turn.state;
  switch (phase.name) {
    case 'hunting':
      return takeUpHunt(turn);
    case 'talking':
      return takeUpTalk(turn, phase.attempt, survey);
    case 'recording':
      if (!survey.recording) ending.recordingFinished(turn, null, true);
      return;
    case 'greeting':
    case 'refusing':
    case 'closing':
    case 'voicemail-intro':
      if (survey.saying) return;
      // It has been heard by now, or will not be.
      hush(turn);
      return afterWords(turn, true);
    case 'ended':
      return;
  }
}

function timePassed(turn: Turn): void {
  legsInTime(turn);
  callerInTime(turn);
  huntInTime(turn);
  const { phase } = turn.state;
  if (!('giveUpAt' in phase) || phase.giveUpAt > turn.now) return;
  // A recording whose end we missed is fetched all the same: it may be whole.
  if (phase.name === 'recording') return ending.finishRecording(turn, null, true);
  turn.state.hearing = { kind: 'nothing' };
  afterWords(turn, false);
}

/** A conversation under way is left alone: the bridge does not need us. */
function leaveToFallback(turn: Turn, why: Trouble): void {
  const { phase } = turn.state;
  if (phase.name === 'talking' || phase.name === 'recording') return;
  if (phase.name === 'ended') return ending.dropLegs(turn);
  ending.leaveToFallback(turn, why);
}
