import type { Interval } from '../../runtime/instant.ts';
import { type BurdenWeights, burdenOf } from '../planning-proposal/burden.ts';
import { calendarOf } from '../planning-proposal/local-calendar.ts';
import type { HourRule } from './hour-kinds.ts';
import { HOUR, merged, totalOf } from './intervals.ts';

/** What a person carried in a period. */
export interface Carried {
  readonly personId: string;
  readonly hours: number;
  readonly nights: number;
  readonly weekends: number;
  readonly holidays: number;
  /** Interventions that began at night. */
  readonly wakings: number;
  /** Hours, weighted as the automatic planning weighs them. */
  readonly burden: number;
  /** The burden against an equal part of the team's: 1 is just that. */
  readonly share: number;
}

export interface Carrier {
  readonly personId: string;
  readonly duties: readonly Interval[];
  readonly interventions: readonly Interval[];
}

/** What one of a team carried, by itself. Takes milliseconds for a year of duty. */
export type CarriedAlone = Omit<Carried, 'share'>;

export function carriedAlone(carrier: Carrier, rule: HourRule, weights: BurdenWeights): CarriedAlone {
  const duties = merged(carrier.duties);
  const calendar = duties.length === 0 ? null : calendarOf(duties, rule);
  return {
    personId: carrier.personId,
    hours: tenth(totalOf(duties) / HOUR),
    nights: calendar?.nights.length ?? 0,
    weekends: calendar?.weekends.length ?? 0,
    holidays: calendar?.holidays.length ?? 0,
    wakings: carrier.interventions.filter((one) => isAtNight(one, rule)).length,
    burden: duties.reduce((total, duty) => total + burdenOf(duty, rule, weights), 0),
  };
}

/** What each of a team carried, against the others. */
export function fairShares(team: readonly CarriedAlone[]): readonly Carried[] {
  const equal = team.reduce((total, { burden }) => total + burden, 0) / Math.max(1, team.length);
  return team.map((one) => ({
    ...one,
    burden: tenth(one.burden),
    share: equal === 0 ? 0 : one.burden / equal,
  }));
}

/** By when it began: whoever is dialled at 06:59 was woken. */
function isAtNight({ startAt }: Interval, rule: HourRule): boolean {
  return calendarOf([{ startAt, endAt: startAt + 1 }], rule).nights.length > 0;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
