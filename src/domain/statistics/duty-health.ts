import type { Instant, Interval } from '../../runtime/instant.ts';
import { merged } from '../labour/intervals.ts';
import { type BurdenWeights, burdenOf, hoursOf } from '../planning-proposal/burden.ts';
import { daysOf, type HeavyHours, nightsIn } from '../planning-proposal/local-calendar.ts';
import { dayNumber, weekdayOf } from '../schedule/calendar.ts';
import { NIGHT_HOURS, nightOf } from './local-hours.ts';
import { daysOfMonth, monthOf, type Period } from './periods.ts';

/** What being on call was for a person in a month. */
export interface DutyHealth {
  /** Time on duty, on all schedules together: what overlaps counts once. */
  readonly hours: number;
  /** The same, each hour with the weight that the automatic planning gives it. */
  readonly burden: number;
  /** By the date of the evening. */
  readonly nights: number;
  /** Days in a row with duty, at most; a run that began before counts from there. */
  readonly longestRun: number;
  /** By their Saturday. */
  readonly weekends: number;
  /** From the end of an intervention that began at night to the next one, or to work; null: none began at night. */
  readonly shortestRestHours: number | null;
}

export interface DutyFacts {
  /** Whole, also where they began before the month or end after it. */
  readonly duties: readonly Interval[];
  /** What they did on call, up to days after the month. */
  readonly interventions: readonly Interval[];
  /** When they worked otherwise. */
  readonly work: readonly Interval[];
}

/** Nights are those of the statistics, on the clocks by which the person's hours are told apart. */
export function dutyHealth(
  { duties, interventions, work }: DutyFacts,
  month: { readonly name: Period; readonly span: Interval },
  hours: Pick<HeavyHours, 'timeZone' | 'isHoliday'>,
  weights: BurdenWeights,
): DutyHealth {
  const { timeZone } = hours;
  const heavy = { ...hours, nightFrom: NIGHT_HOURS.from, nightTo: NIGHT_HOURS.to };
  const whole = merged(duties);
  const within = whole.flatMap((duty) => cut(duty, month.span));
  const { from, to } = daysOfMonth(month.name);
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const isOfMonth = (day: number) => day >= first && day <= last;
  const days = [...new Set(whole.flatMap((duty) => daysOf(duty, timeZone)))].sort((a, b) => a - b);
  const saturdays = days.filter((day) => weekdayOf(day) >= 6).map((day) => day - (weekdayOf(day) - 6));
  const nights = nightsIn(whole, heavy).filter(isOfMonth);
  return {
    hours: tenth(within.reduce((sum, duty) => sum + hoursOf(duty), 0)),
    burden: tenth(within.reduce((sum, duty) => sum + burdenOf(duty, heavy, weights), 0)),
    nights: nights.length,
    longestRun: longestRun(days, isOfMonth),
    weekends: new Set(saturdays.filter(isOfMonth)).size,
    shortestRestHours: shortestRest(interventions, work, (at) => {
      const night = nightOf(at, timeZone);
      return night !== null && monthOf(night) === month.name;
    }),
  };
}

/** How unequally something is shared: 0 when all have the same, towards 1 when one has it all. Null: there is nothing to share. */
export function gini(values: readonly number[]): number | null {
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total === 0) return null;
  const apart = values.reduce((sum, a) => sum + values.reduce((one, b) => one + Math.abs(a - b), 0), 0);
  return apart / (2 * values.length * total);
}

/** Of the runs that reach into the month. */
function longestRun(days: readonly number[], isOfMonth: (day: number) => boolean): number {
  let [run, most] = [0, 0];
  for (const [index, day] of days.entries()) {
    run = days[index - 1] === day - 1 ? run + 1 : 1;
    if (isOfMonth(day)) most = Math.max(most, run);
  }
  return most;
}

function shortestRest(
  interventions: readonly Interval[],
  work: readonly Interval[],
  isNight: (at: Instant) => boolean,
): number | null {
  const busy = merged([...interventions, ...work]);
  const rests = merged(interventions)
    .filter(({ startAt }) => isNight(startAt))
    .flatMap(({ endAt }) => {
      const next = busy.find((one) => one.endAt > endAt);
      // Who is at work already when it ends has no rest.
      return next === undefined ? [] : [Math.max(0, next.startAt - endAt)];
    });
  return rests.length === 0 ? null : tenth(Math.min(...rests) / 3_600_000);
}

function cut(duty: Interval, span: Interval): readonly Interval[] {
  const [startAt, endAt] = [Math.max(duty.startAt, span.startAt), Math.min(duty.endAt, span.endAt)];
  return endAt <= startAt ? [] : [{ startAt, endAt }];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
