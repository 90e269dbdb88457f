import type { Interval } from '../../runtime/instant.ts';
import { calendarOf } from '../planning-proposal/local-calendar.ts';
import type { HourRule } from './hour-kinds.ts';
import { HOUR, merged, totalOf } from './intervals.ts';

/**
 * What the Court of Justice looks at when it asks whether stand-by is working time (9 March 2021, C-344/19 and C-580/19;
 * Cass. soc. 26 October 2022, 21-14.178): how fast people must react, and how often they are called.
 */
export interface StandbyBurden {
  /** Null: nobody has said how fast people must be at work. */
  readonly reactionMinutes: number | null;
  readonly dutyHours: number;
  readonly interventions: number;
  /** Null: no duty. */
  readonly per100Hours: number | null;
  /** Of nights with duty, those in which somebody was called; from 0 to 1. */
  readonly nightsBroken: number | null;
  /** From the ring to the acceptance: half took less. */
  readonly medianAcceptSeconds: number | null;
  /** Short reaction and frequent calls, together. */
  readonly isAtRisk: boolean;
}

/** From where on it is warned. The law knows no figures: these are a team's own, to be looked at with its lawyer. */
export interface RiskRule {
  readonly reactionMinutes: number;
  readonly per100Hours: number;
}

export const USUAL_RISK: RiskRule = { reactionMinutes: 30, per100Hours: 5 };

export interface StandbyFacts {
  readonly duties: readonly Interval[];
  readonly interventions: readonly Interval[];
  readonly acceptSeconds: readonly number[];
  readonly reactionMinutes: number | null;
}

export function standbyBurden(facts: StandbyFacts, rule: HourRule, risk: RiskRule): StandbyBurden {
  const duties = merged(facts.duties);
  const hours = totalOf(duties) / HOUR;
  const per100Hours = hours === 0 ? null : (facts.interventions.length / hours) * 100;
  const nights = duties.length === 0 ? [] : calendarOf(duties, rule).nights;
  const broken = new Set(
    facts.interventions.flatMap(({ startAt }) => calendarOf([{ startAt, endAt: startAt + 1 }], rule).nights),
  );
  const { reactionMinutes } = facts;
  return {
    reactionMinutes,
    dutyHours: Math.round(hours * 10) / 10,
    interventions: facts.interventions.length,
    per100Hours,
    nightsBroken:
      nights.length === 0 ? null : nights.filter((night) => broken.has(night)).length / nights.length,
    medianAcceptSeconds: median(facts.acceptSeconds),
    isAtRisk:
      reactionMinutes !== null &&
      reactionMinutes <= risk.reactionMinutes &&
      per100Hours !== null &&
      per100Hours >= risk.per100Hours,
  };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted[middle - 1];
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}
