import type { Instant, Interval } from '../../runtime/instant.ts';
import { HOUR, merged } from './intervals.ts';
import type { RestDemand, RestRule } from './rest-rule.ts';

/** A time off work, and the interventions that fell into it. */
export interface BrokenRest {
  /** The end of the last work before. */
  readonly since: Instant;
  readonly interventions: readonly Interval[];
  /** When work is planned to begin again; null: nobody knows. */
  readonly nextWorkAt: Instant | null;
}

export type RestPeriod = 'daily' | 'weekly';

/** What is left of a rest. */
export interface RestOutcome {
  readonly period: RestPeriod;
  /** Before it nobody may come back to work. */
  readonly earliestReturnAt: Instant;
  /** The longest piece before the last intervention ended, in milliseconds. */
  readonly longestBefore: number;
  /** All pieces before, together. */
  readonly totalBefore: number;
  /** To be given later, in milliseconds. */
  readonly owed: number;
  /** Why it is as it is. */
  readonly why: RestReason;
}

/**
 * `had`: the whole rest had been had before. `begins-anew`: it had not, and begins anew. `floor`: an agreement lets it be
 * shorter, the rest is owed. `owed`: work goes on, what was lost is owed. `in-pieces`: had, not in one piece. `short`:
 * the pieces are too short in all. `prolonged`: pushed out by the interventions.
 */
export type RestReason = 'had' | 'begins-anew' | 'floor' | 'owed' | 'in-pieces' | 'short' | 'prolonged';

/** What one demand comes to after these interventions. Null: there were none in the rest. */
export function restAfter(
  rest: BrokenRest,
  demand: RestDemand,
  period: RestPeriod = 'daily',
): RestOutcome | null {
  const interventions = merged(rest.interventions).filter(({ endAt }) => endAt > rest.since);
  const last = interventions.at(-1);
  if (!last) return null;
  const pieces = piecesBetween(rest.since, interventions);
  const facts: Facts = {
    ...rest,
    interventions,
    lastEndAt: last.endAt,
    longest: Math.max(0, ...pieces),
    total: pieces.reduce((sum, piece) => sum + piece, 0),
  };
  const decided = decide(facts, demand);
  return { period, longestBefore: facts.longest, totalBefore: facts.total, ...decided };
}

/** The daily rest and, where the time off was to be a weekly rest, its twin: whichever keeps the person off for longer. */
export function lawfulReturn(rest: BrokenRest, rule: RestRule): RestOutcome | null {
  const daily = restAfter(rest, rule.daily, 'daily');
  const planned = rest.nextWorkAt === null ? null : rest.nextWorkAt - rest.since;
  const isWeekly = planned !== null && planned >= rule.weekly.hours * HOUR;
  const weekly = isWeekly ? restAfter(rest, rule.weekly, 'weekly') : null;
  if (daily === null || weekly === null) return daily ?? weekly;
  return weekly.earliestReturnAt >= daily.earliestReturnAt ? weekly : daily;
}

/** Whether the planned work begins before it may. */
export function collides(outcome: RestOutcome, nextWorkAt: Instant | null): boolean {
  return nextWorkAt !== null && nextWorkAt < outcome.earliestReturnAt;
}

interface Facts extends BrokenRest {
  readonly lastEndAt: Instant;
  readonly longest: number;
  readonly total: number;
}

type Decision = Pick<RestOutcome, 'earliestReturnAt' | 'owed' | 'why'>;

function decide(facts: Facts, demand: RestDemand): Decision {
  const wanted = demand.hours * HOUR;
  // Whatever comes afterwards, the rest was had.
  if (facts.longest >= wanted) return { earliestReturnAt: facts.lastEndAt, owed: 0, why: 'had' };
  switch (demand.strategy.kind) {
    case 'restart':
      return restarted(facts, demand);
    case 'owed':
      return owed(facts, demand);
    case 'addUp':
      return addedUp(facts, wanted);
    case 'prolong':
      return prolonged(facts, wanted, demand.strategy.minPieceHours * HOUR);
  }
}

function restarted(facts: Facts, { hours, floorHours }: RestDemand): Decision {
  const wanted = hours * HOUR;
  const least = (floorHours ?? hours) * HOUR;
  if (facts.longest >= least)
    return { earliestReturnAt: facts.lastEndAt, owed: wanted - facts.longest, why: 'floor' };
  const why = least < wanted ? 'floor' : 'begins-anew';
  return { earliestReturnAt: facts.lastEndAt + least, owed: wanted - least, why };
}

/** What was lost: what the longest piece until work begins lacks of the rest. */
function owed(facts: Facts, { hours, floorHours }: RestDemand): Decision {
  const wanted = hours * HOUR;
  const ahead = facts.nextWorkAt === null ? wanted : Math.max(0, facts.nextWorkAt - facts.lastEndAt);
  const longest = Math.max(facts.longest, ahead);
  if (floorHours !== null && longest < floorHours * HOUR)
    return { earliestReturnAt: facts.lastEndAt + wanted, owed: 0, why: 'begins-anew' };
  if (longest >= wanted) return { earliestReturnAt: facts.lastEndAt, owed: 0, why: 'had' };
  return { earliestReturnAt: facts.lastEndAt, owed: wanted - longest, why: 'owed' };
}

function addedUp(facts: Facts, wanted: number): Decision {
  const missing = Math.max(0, wanted - facts.total);
  const earliestReturnAt = facts.lastEndAt + missing;
  const ahead = facts.nextWorkAt === null ? missing : Math.max(0, facts.nextWorkAt - facts.lastEndAt);
  if (ahead >= wanted) return { earliestReturnAt: facts.lastEndAt, owed: 0, why: 'had' };
  const short = Math.max(0, missing - ahead);
  return { earliestReturnAt, owed: short, why: short > 0 ? 'short' : 'in-pieces' };
}

function prolonged(facts: Facts, wanted: number, minPiece: number): Decision {
  const missing = Math.max(0, wanted - facts.total);
  if (Math.max(facts.longest, missing) >= minPiece)
    return { earliestReturnAt: facts.lastEndAt + missing, owed: 0, why: 'prolonged' };
  return { earliestReturnAt: facts.lastEndAt + wanted, owed: 0, why: 'begins-anew' };
}

/** Lengths of the rest before each intervention, in milliseconds. */
function piecesBetween(since: Instant, interventions: readonly Interval[]): readonly number[] {
  return interventions.map(({ startAt }, index) =>
    Math.max(0, startAt - (interventions[index - 1]?.endAt ?? since)),
  );
}
