import { SECOND } from '../../runtime/instant.ts';
import type { Hunt, Leg, Stop } from './call-state.ts';
import { answerCaller, hold, hush } from './caller-audio.ts';
import { everyStop, nextStop, startHunt } from './hunting.ts';
import { closeAttempt, hangUpLeg, releaseLegs, stopLegPlay, tellLeg } from './legs.ts';
import type { EndReason } from './reasons.ts';
import { command, happen, join, legOf, part, type Turn } from './turn.ts';

/** The two keys of `*1` belong together when pressed within this time. */
const STAR_SECONDS = 3;

/** THE acceptance: nothing else ever connects a caller to a leg that was dialled. */
export function accept(turn: Turn, leg: Leg, by: 'key' | 'answer'): void {
  happen(turn, { kind: 'attempt-accepted', attempt: leg.attempt, by });
  connect(turn, leg);
}

function connect(turn: Turn, leg: Leg): void {
  stopLegPlay(turn, leg);
  if (leg.stage === 'parked') command(turn, { type: 'stop-hold-leg', attempt: leg.attempt });
  leg.stage = 'talking';
  leg.deadlineAt = null;
  releaseLegs(turn, 'taken', leg);
  forgetSearch(turn.state.hunt);
  hush(turn);
  answerCaller(turn);
  turn.state.phase = { name: 'talking', attempt: leg.attempt, starAt: null };
  join(turn, leg.attempt);
  happen(turn, { kind: 'talking-started', attempt: leg.attempt });
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
export function connectFailed(turn: Turn, attempt: number, why: EndReason): void {
  const { phase, hunt } = turn.state;
  const leg = legOf(turn, attempt);
  if (phase.name !== 'talking' || phase.attempt !== attempt || !leg) return;
  closeAttempt(turn, leg, 'unreachable', why);
  hangUpLeg(turn, leg);
  part(turn, attempt);
  if (hunt === null) throw new Error('a call that was accepted had a hunt');
  turn.state.phase = { name: 'hunting' };
  hold(turn);
  nextStop(turn);
}

export function talkingKey(turn: Turn, leg: Leg, key: string): void {
  const { phase } = turn.state;
  if (phase.name !== 'talking') return;
  const starIsFresh = phase.starAt !== null && turn.now <= phase.starAt + STAR_SECONDS * SECOND;
  if (key === '1' && starIsFresh) return passOn(turn, leg);
  turn.state.phase = { ...phase, starAt: key === '*' ? turn.now : null };
}

/** `*1`: the caller goes to the steps after the responder's own, who stays on the line or hangs up, as they like. */
function passOn(turn: Turn, leg: Leg): void {
  happen(turn, { kind: 'passed-on', attempt: leg.attempt });
  part(turn, leg.attempt);
  tellLeg(turn, leg, 'passing');
  leg.stage = 'parked';
  startHunt(turn, {
    purpose: 'passing',
    upcoming: stopsAfter(turn, leg),
    excludedId: leg.who.personId,
    passer: leg.who,
  });
}

/** The steps after the responder's; when theirs was the last, the others from the first. */
function stopsAfter(turn: Turn, leg: Leg): Stop[] {
  const stops = everyStop(1, turn.state.facts.policy.steps.length);
  const after = stops.filter(({ step }) => step > leg.who.step);
  return after.length > 0 ? after : stops;
}

/** Nobody else took it: the passer gets the caller back, at once if still on the line, else by a new ring. */
export function returnToPasser(turn: Turn, hunt: Hunt): void {
  const parked = turn.state.legs.find((leg) => leg.stage === 'parked');
  if (parked) {
    happen(turn, { kind: 'returned', attempt: parked.attempt });
    return connect(turn, parked);
  }
  if (hunt.passer === null) throw new Error('a passed call has a passer');
  startHunt(turn, { purpose: 'returning', lanes: [{ queue: [hunt.passer], active: null }] });
}
