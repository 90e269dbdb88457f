import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { AttemptOutcome, Candidate } from '../call.ts';
import type { CallState, Dialable, Hunt, Lane, Leg, Stop } from './call-state.ts';
import { hold, say } from './caller-audio.ts';
import { planLanes } from './lanes.ts';
import { closeAttempt, dialLeg, hangUpLeg } from './legs.ts';
import type { EndReason } from './reasons.ts';
import { command, happen, type Turn } from './turn.ts';

/** When everyone is busy and nobody tells us that they are free, look again after this long. */
const BUSY_RETRY_SECONDS = 20;
/** How often a waiting caller hears that they wait. */
const BUSY_WORD_SECONDS = 30;

type HuntStart = Pick<Hunt, 'purpose'> &
  Partial<Pick<Hunt, 'upcoming' | 'lanes' | 'excludedId' | 'passer' | 'resolutions'>>;

/** Begins a search; the caller hears that it goes on. */
export function startHunt(turn: Turn, start: HuntStart): void {
  turn.state.hunt = {
    upcoming: [],
    current: null,
    resolving: null,
    resolutions: turn.state.hunt?.resolutions ?? 0,
    lanes: [],
    laterLanes: [],
    excludedId: null,
    passer: null,
    limitAt: limitOf(turn, start),
    rang: false,
    engaged: false,
    waitingUntil: null,
    busyWordAt: null,
    exhausted: false,
    ...start,
  };
  turn.state.phase = { name: 'hunting' };
  hold(turn);
  if (turn.state.hunt.lanes.length > 0) fillLanes(turn);
  else nextStop(turn);
}

/** The policy's limit is for the policy: the last resort, or the one who passed the call, ring their own time. */
function limitOf(turn: Turn, { purpose }: HuntStart): Instant | null {
  if (purpose === 'last-resort' || purpose === 'returning') return null;
  return turn.now + turn.state.facts.policy.overallLimitSeconds * SECOND;
}

/** Every stop of the policy, round by round. */
export function everyStop(rounds: number, steps: number): Stop[] {
  return Array.from({ length: rounds }, (_, round) => stopsOfRound(round, steps)).flat();
}

function stopsOfRound(round: number, steps: number): Stop[] {
  return Array.from({ length: steps }, (_, step) => ({ round, step }));
}

/** Goes to the next step, or waits when everyone was busy, or gives up. Who is on duty is asked anew each time. */
export function nextStop(turn: Turn): void {
  const hunt = activeHunt(turn);
  hunt.lanes = [];
  hunt.laterLanes = [];
  const [next, ...rest] = hunt.upcoming;
  const roundIsOver = next === undefined || (hunt.current !== null && next.round !== hunt.current.round);
  if (roundIsOver && hunt.engaged && !hunt.rang && hunt.purpose === 'policy' && hunt.limitAt !== null)
    return waitForSomeone(turn, hunt);
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
  command(turn, {
    type: 'resolve-step',
    resolution: hunt.resolutions,
    step: next.step,
    excludedId: hunt.excludedId,
  });
  if (!isFirst && hunt.waitingUntil === null) sayNext(turn);
  hunt.waitingUntil = null;
}

function forgetRound(hunt: Hunt): void {
  hunt.rang = false;
  hunt.engaged = false;
}

/** "We are trying the next person": only to a caller who has been answered, the others hear ringing. */
function sayNext(turn: Turn): void {
  if (turn.state.callerAnswered && turn.state.hearing.kind !== 'words') say(turn, 'trying-next');
}

/** The round reached nobody because all were on calls: it does not count, and is tried again. */
function waitForSomeone(turn: Turn, hunt: Hunt): void {
  const round = hunt.current?.round ?? 0;
  hunt.upcoming = [...stopsOfRound(round, turn.state.facts.policy.steps.length), ...hunt.upcoming];
  forgetRound(hunt);
  hunt.waitingUntil = turn.now + BUSY_RETRY_SECONDS * SECOND;
  if (turn.state.hearing.kind !== 'words') hold(turn);
  if (hunt.busyWordAt !== null && turn.now < hunt.busyWordAt + BUSY_WORD_SECONDS * SECOND) return;
  hunt.busyWordAt = turn.now;
  happen(turn, { kind: 'everyone-busy' });
  if (turn.state.callerAnswered) say(turn, 'everyone-busy');
}

/** Everyone who could be rung is on a call. */
export function isWaiting({ phase, hunt }: CallState): boolean {
  return phase.name === 'hunting' && hunt !== null && hunt.waitingUntil !== null;
}

/** Somebody may be free again. */
export function stopWaiting(turn: Turn): void {
  if (isWaiting(turn.state)) nextStop(turn);
}

export function takeCandidates(turn: Turn, resolution: number, candidates: readonly Candidate[]): void {
  const { hunt, phase, facts } = turn.state;
  if (phase.name !== 'hunting' || hunt === null || hunt.resolving !== resolution || hunt.current === null)
    return;
  hunt.resolving = null;
  const step = facts.policy.steps[hunt.current.step];
  if (!step) throw new Error(`policy ${facts.policy.id} has no step ${hunt.current.step}`);
  const allowed = candidates.filter(({ personId }) => personId === null || personId !== hunt.excludedId);
  const [first = [], ...later] = planLanes(step, hunt.current, allowed, facts.hotline.language);
  happen(turn, { kind: 'step-started', ...hunt.current, names: allowed.map(({ name }) => name) });
  hunt.lanes = first;
  hunt.laterLanes = later;
  fillLanes(turn);
}

/** After a time away: asks again what was asked, or fills what is idle. */
export function goOn(turn: Turn): void {
  const hunt = activeHunt(turn);
  if (hunt.waitingUntil !== null || hunt.exhausted) return;
  if (hunt.resolving === null) return fillLanes(turn);
  const step = hunt.current?.step;
  if (step === undefined) throw new Error('a step that is being resolved is the current one');
  command(turn, { type: 'resolve-step', resolution: hunt.resolving, step, excludedId: hunt.excludedId });
}

/** Puts a leg on every idle lane that has someone left; goes on when none is left anywhere. */
function fillLanes(turn: Turn): void {
  const hunt = activeHunt(turn);
  for (const lane of hunt.lanes) dialNext(turn, lane);
  if (hunt.lanes.some((lane) => lane.active !== null)) return;
  const [next, ...later] = hunt.laterLanes;
  if (next === undefined) return nextStop(turn);
  hunt.lanes = next;
  hunt.laterLanes = later;
  fillLanes(turn);
}

function dialNext(turn: Turn, lane: Lane): void {
  if (lane.active !== null) return;
  const who = lane.queue.shift();
  if (who) lane.active = dialLeg(turn, who);
}

/** A leg of the hunt came to nothing: its lane goes on at once. The leg itself is dealt with by the caller. */
export function attemptFailed(turn: Turn, leg: Leg, outcome: AttemptOutcome, why: EndReason | null): void {
  closeAttempt(turn, leg, outcome, why);
  const { hunt, phase } = turn.state;
  if (phase.name !== 'hunting' || hunt === null) return;
  if (outcome === 'engaged') hunt.engaged = true;
  else if (outcome !== 'unreachable') hunt.rang = true;
  const lane = hunt.lanes.find(({ active }) => active === leg.attempt);
  if (!lane) return;
  lane.active = null;
  // Who is on a call, or says no by the key, is not rung on their next phone.
  if (outcome === 'engaged' || (leg.stage === 'cancelled' && outcome === 'declined'))
    lane.queue = lane.queue.filter((other) => !samePerson(other, leg.who));
  if (hunt.lanes.length > 0) fillLanes(turn);
}

function samePerson(a: Dialable, b: Dialable): boolean {
  return a.personId !== null && a.personId === b.personId;
}

/** The overall limit: ringing stops; someone who is already listening may still press the key. */
export function limitReached(turn: Turn): void {
  const hunt = activeHunt(turn);
  hunt.limitAt = null;
  hunt.upcoming = [];
  hunt.laterLanes = [];
  hunt.resolving = null;
  hunt.waitingUntil = null;
  for (const lane of hunt.lanes) lane.queue = [];
  for (const leg of turn.state.legs.filter(({ stage }) => stage === 'dialling' || stage === 'ringing')) {
    hangUpLeg(turn, leg, 'taken');
    attemptFailed(turn, leg, 'out-of-time', null);
  }
  if (!hunt.lanes.some((lane) => lane.active !== null)) hunt.exhausted = true;
}

function activeHunt(turn: Turn): Hunt {
  const { hunt } = turn.state;
  if (hunt === null) throw new Error('no hunt is going on');
  return hunt;
}
