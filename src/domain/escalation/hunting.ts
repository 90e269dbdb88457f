import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { AttemptOutcome, Candidate } from '../call.ts';
import type { DialTarget } from '../phone-number.ts';
import type { CallState, Dialable, Hunt, Lane, Leg, Stop } from './call-state.ts';
import { hold, say } from './caller-audio.ts';
import { planLanes } from './lanes.ts';
import { closeAttempt, dialLeg, hangUpLeg } from './legs.ts';
import type { EndReason } from './reasons.ts';
import { command, happen, type Transition } from './transition.ts';

/** When everyone is busy and nobody tells us that they are free, look again after this long. */
const BUSY_RETRY_SECONDS = 20;
/** How often a waiting caller hears that they wait. */
const BUSY_WORD_SECONDS = 30;

type HuntStart = Pick<Hunt, 'purpose'> &
  Partial<Pick<Hunt, 'upcoming' | 'lanes' | 'excludedId' | 'transferrer' | 'resolutions'>>;

/** Begins a search; the caller hears that it goes on. */
export function startHunt(transition: Transition, start: HuntStart): void {
  transition.state.hunt = {
    upcoming: [],
    current: null,
    resolving: null,
    resolutions: transition.state.hunt?.resolutions ?? 0,
    lanes: [],
    laterLanes: [],
    excludedId: null,
    transferrer: null,
    limitAt: limitOf(transition, start),
    rang: false,
    engaged: false,
    waitingUntil: null,
    busyWordAt: null,
    exhausted: false,
    ...start,
  };
  transition.state.phase = { name: 'hunting' };
  hold(transition);
  if (transition.state.hunt.lanes.length > 0) fillLanes(transition);
  else nextStop(transition);
}

/** The policy's limit is for the policy: the last resort, or the one who transferred the call, ring their own time. */
function limitOf(transition: Transition, { purpose }: HuntStart): Instant | null {
  if (purpose === 'last-resort' || purpose === 'returning') return null;
  return transition.now + transition.state.facts.policy.overallLimitSeconds * SECOND;
}

/** Every stop of the policy, round by round. */
export function everyStop(rounds: number, steps: number): Stop[] {
  return Array.from({ length: rounds }, (_, round) => stopsOfRound(round, steps)).flat();
}

function stopsOfRound(round: number, steps: number): Stop[] {
  return Array.from({ length: steps }, (_, step) => ({ round, step }));
}

/** Goes to the next step, or waits when everyone was busy, or gives up. Who is on duty is asked anew each time. */
export function nextStop(transition: Transition): void {
  const hunt = activeHunt(transition);
  hunt.lanes = [];
  hunt.laterLanes = [];
  const [next, ...rest] = hunt.upcoming;
  const roundIsOver = next === undefined || (hunt.current !== null && next.round !== hunt.current.round);
  if (roundIsOver && hunt.engaged && !hunt.rang && hunt.purpose === 'policy' && hunt.limitAt !== null)
    return waitForSomeone(transition, hunt);
  if (roundIsOver) forgetRound(hunt);
  if (next === undefined) {
    hunt.exhausted = true;
    return;
  }
  hunt.upcoming = rest;
  const isFirst = hunt.current === null;
  hunt.current = next;
  hunt.resolutions += 1;
  hunt.resolving = hunt.resolutions;
  command(transition, {
    type: 'resolve-step',
    resolution: hunt.resolutions,
    step: next.step,
    excludedId: hunt.excludedId,
  });
  if (!isFirst && hunt.waitingUntil === null) sayNext(transition);
  hunt.waitingUntil = null;
}

function forgetRound(hunt: Hunt): void {
  hunt.rang = false;
  hunt.engaged = false;
}

/** "We are trying the next person": only to a caller who has been answered, the others hear ringing. */
function sayNext(transition: Transition): void {
  if (transition.state.callerAnswered && transition.state.hearing.kind !== 'words')
    say(transition, 'trying-next');
}

/** The round reached nobody because all were on calls: it does not count, and is tried again. */
function waitForSomeone(transition: Transition, hunt: Hunt): void {
  const round = hunt.current?.round ?? 0;
  hunt.upcoming = [...stopsOfRound(round, transition.state.facts.policy.steps.length), ...hunt.upcoming];
  forgetRound(hunt);
  hunt.waitingUntil = transition.now + BUSY_RETRY_SECONDS * SECOND;
  if (transition.state.hearing.kind !== 'words') hold(transition);
  if (hunt.busyWordAt !== null && transition.now < hunt.busyWordAt + BUSY_WORD_SECONDS * SECOND) return;
  hunt.busyWordAt = transition.now;
  happen(transition, { kind: 'everyone-busy' });
  if (transition.state.callerAnswered) say(transition, 'everyone-busy');
}

/** Everyone who could be dialled is on a call. */
export function isWaiting({ phase, hunt }: CallState): boolean {
  return phase.name === 'hunting' && hunt !== null && hunt.waitingUntil !== null;
}

/** Somebody may be free again. */
export function stopWaiting(transition: Transition): void {
  if (isWaiting(transition.state)) nextStop(transition);
}

export function takeCandidates(
  transition: Transition,
  resolution: number,
  candidates: readonly Candidate[],
): void {
  const { hunt, phase, facts } = transition.state;
  if (phase.name !== 'hunting' || hunt === null || hunt.resolving !== resolution || hunt.current === null)
    return;
  hunt.resolving = null;
  const step = facts.policy.steps[hunt.current.step];
  if (!step) throw new Error(`policy ${facts.policy.id} has no step ${hunt.current.step}`);
  const allowed = candidates.filter(({ personId }) => personId === null || personId !== hunt.excludedId);
  const [first = [], ...later] = planLanes(step, hunt.current, allowed, facts.hotline.language);
  happen(transition, { kind: 'step-started', ...hunt.current, names: allowed.map(({ name }) => name) });
  hunt.lanes = first;
  hunt.laterLanes = later;
  fillLanes(transition);
}

/** After a time away: asks again what was asked, or fills what is idle. */
export function goOn(transition: Transition): void {
  const hunt = activeHunt(transition);
  if (hunt.waitingUntil !== null || hunt.exhausted) return;
  if (hunt.resolving === null) return fillLanes(transition);
  const step = hunt.current?.step;
  if (step === undefined) throw new Error('a step that is being resolved is the current one');
  command(transition, {
    type: 'resolve-step',
    resolution: hunt.resolving,
    step,
    excludedId: hunt.excludedId,
  });
}

/** Puts a leg on every idle lane that has someone left; goes on when none is left anywhere. */
function fillLanes(transition: Transition): void {
  const hunt = activeHunt(transition);
  for (const lane of hunt.lanes) dialNext(transition, lane);
  if (hunt.lanes.some((lane) => lane.active !== null)) return;
  const [next, ...later] = hunt.laterLanes;
  if (next === undefined) return nextStop(transition);
  hunt.lanes = next;
  hunt.laterLanes = later;
  fillLanes(transition);
}

function dialNext(transition: Transition, lane: Lane): void {
  if (lane.active !== null) return;
  const who = lane.queue.shift();
  if (who) lane.active = dialLeg(transition, who);
}

/** A leg of the hunt came to nothing: its lane goes on at once. The leg itself is dealt with by the caller. */
export function attemptFailed(
  transition: Transition,
  leg: Leg,
  outcome: AttemptOutcome,
  why: EndReason | null,
): void {
  closeAttempt(transition, leg, outcome, why);
  const { hunt, phase } = transition.state;
  if (phase.name !== 'hunting' || hunt === null) return;
  if (outcome === 'engaged') hunt.engaged = true;
  else if (outcome !== 'unreachable') hunt.rang = true;
  const lane = hunt.lanes.find(({ active }) => active === leg.attempt);
  if (!lane) return;
  lane.active = null;
  // Who is on a call, or says no by the key, is not dialled on their next phone.
  if (outcome === 'engaged' || (leg.stage === 'cancelled' && outcome === 'declined'))
    lane.queue = lane.queue.filter((other) => !samePerson(other, leg.who));
  if (hunt.lanes.length > 0) fillLanes(transition);
}

/**
 * Nobody picked up. Of a phone that never rang nobody can be blamed: it was not reached, whatever the network calls it.
 */
export function unanswered(
  transition: Transition,
  leg: Leg,
  outcome: AttemptOutcome,
  why: EndReason | null,
  stage = leg.stage,
): void {
  if (stage !== 'dialling' || outcome !== 'no-answer') return attemptFailed(transition, leg, outcome, why);
  const nothingCame = why === null || why.code === 'ring-time-over';
  attemptFailed(transition, leg, 'unreachable', nothingCame ? { code: 'never-rang' } : why);
}

/** A phone may send on to another, and that one too; longer chains are rings of them. */
const MAX_FORWARDS = 2;

/**
 * Where a phone is forwarded to is dialled next, as one more phone of the same person. It takes the key, whatever held for
 * the phone: a mailbox may answer there. False: it is not followed.
 */
export function followForward(transition: Transition, leg: Leg, target: DialTarget): boolean {
  const { hunt, facts } = transition.state;
  const lane = hunt?.lanes.find(({ active }) => active === leg.attempt);
  const forwards = (leg.who.forwards ?? 0) + 1;
  if (!lane || facts.hotline.refuseForwards || forwards > MAX_FORWARDS) return false;
  lane.queue.unshift({ ...leg.who, target, mustAccept: true, forwards });
  return true;
}

function samePerson(a: Dialable, b: Dialable): boolean {
  return a.personId !== null && a.personId === b.personId;
}

/** The overall limit: ringing stops; someone who is already listening may still press the key. */
export function overLimit(transition: Transition): void {
  const hunt = activeHunt(transition);
  hunt.limitAt = null;
  hunt.upcoming = [];
  hunt.laterLanes = [];
  hunt.resolving = null;
  hunt.waitingUntil = null;
  for (const lane of hunt.lanes) lane.queue = [];
  for (const leg of transition.state.legs.filter(
    ({ stage }) => stage === 'dialling' || stage === 'ringing',
  )) {
    hangUpLeg(transition, leg, 'taken');
    attemptFailed(transition, leg, 'out-of-time', null);
  }
  if (!hunt.lanes.some((lane) => lane.active !== null)) hunt.exhausted = true;
}

function activeHunt(transition: Transition): Hunt {
  const { hunt } = transition.state;
  if (hunt === null) throw new Error('no hunt is going on');
  return hunt;
}
