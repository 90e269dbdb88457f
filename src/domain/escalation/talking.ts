import { SECOND } from '../../runtime/instant.ts';
import type { Hunt, Leg, Stop } from './call-state.ts';
import { answerCaller, hold, stopPlayback } from './caller-audio.ts';
import { dismissCaller } from './ending.ts';
import { everyStop, nextStop, startHunt } from './hunting.ts';
import { closeAttempt, hangUpLeg, informLeg, releaseLegs, stopLegPlay } from './legs.ts';
import type { EndReason } from './reasons.ts';
import { command, happen, join, legOf, part, type Transition } from './transition.ts';

/** The two keys of `*1` belong together when pressed within this time. */
const STAR_SECONDS = 3;

/** THE acceptance: nothing else ever connects a caller to a leg that was dialled. */
export function accept(transition: Transition, leg: Leg, by: 'key' | 'answer'): void {
  happen(transition, { kind: 'attempt-accepted', attempt: leg.attempt, by });
  connect(transition, leg);
}

function connect(transition: Transition, leg: Leg): void {
  stopLegPlay(transition, leg);
  if (leg.stage === 'held') command(transition, { type: 'stop-hold-leg', attempt: leg.attempt });
  leg.stage = 'talking';
  leg.deadlineAt = null;
  releaseLegs(transition, 'taken', leg);
  forgetSearch(transition.state.hunt);
  stopPlayback(transition);
  answerCaller(transition);
  transition.state.phase = { name: 'talking', attempt: leg.attempt, starAt: null };
  join(transition, leg.attempt);
  happen(transition, { kind: 'talking-started', attempt: leg.attempt });
}

/** What is left to try is kept for a bridge that fails; what was being tried is over. */
function forgetSearch(hunt: Hunt | null): void {
  if (hunt === null) return;
  hunt.lanes = [];
  hunt.laterLanes = [];
  hunt.resolving = null;
  hunt.waitingUntil = null;
}

/** Asterisk could not join the two: the caller is still ours, the search goes on. */
export function connectFailed(transition: Transition, attempt: number, why: EndReason): void {
  const { phase, hunt } = transition.state;
  const leg = legOf(transition, attempt);
  if (phase.name !== 'talking' || phase.attempt !== attempt || !leg) return;
  closeAttempt(transition, leg, 'unreachable', why);
  hangUpLeg(transition, leg);
  part(transition, attempt);
  if (hunt === null) throw new Error('a call that was accepted had a hunt');
  transition.state.phase = { name: 'hunting' };
  hold(transition);
  nextStop(transition);
}

/** The other end of the conversation is gone. */
export function responderLeft(transition: Transition, leg: Leg): void {
  const { phase } = transition.state;
  if (phase.name === 'talking' && phase.attempt === leg.attempt) dismissCaller(transition, 'accepted');
}

export function talkingKey(transition: Transition, leg: Leg, key: string): void {
  const { phase } = transition.state;
  if (phase.name !== 'talking') return;
  const starIsFresh = phase.starAt !== null && transition.now <= phase.starAt + STAR_SECONDS * SECOND;
  if (key === '1' && starIsFresh) return transfer(transition, leg);
  transition.state.phase = { ...phase, starAt: key === '*' ? transition.now : null };
}

/** `*1`: the caller goes to the steps after the responder's own, who stays on the line or hangs up, as they like. */
function transfer(transition: Transition, leg: Leg): void {
  happen(transition, { kind: 'transfer-by-key', attempt: leg.attempt });
  part(transition, leg.attempt);
  informLeg(transition, leg, 'transferring');
  leg.stage = 'held';
  startHunt(transition, {
    purpose: 'transfer',
    upcoming: stopsAfter(transition, leg),
    excludedId: leg.who.personId,
    transferrer: leg.who,
  });
}

/** The steps after the responder's; when theirs was the last, the others from the first. */
function stopsAfter(transition: Transition, leg: Leg): Stop[] {
  const stops = everyStop(1, transition.state.facts.policy.steps.length);
  const after = stops.filter(({ step }) => step > leg.who.step);
  return after.length > 0 ? after : stops;
}

/** Nobody else took it: the transferrer gets the caller back, at once if still on the line, else by a new ring. */
export function returnToTransferrer(transition: Transition, hunt: Hunt): void {
  const held = transition.state.legs.find((leg) => leg.stage === 'held');
  if (held) {
    happen(transition, { kind: 'returned', attempt: held.attempt });
    return connect(transition, held);
  }
  if (hunt.transferrer === null) throw new Error('a passed call has a transferrer');
  startHunt(transition, { purpose: 'returning', lanes: [{ queue: [hunt.transferrer], active: null }] });
}
