import type { Instant, Interval } from '../../runtime/instant.ts';
import { weekdayOf } from '../schedule/calendar.ts';
import { dayOf, instantOfMinute } from '../schedule/wall-clock.ts';
import type { Finding } from './finding.ts';
import { type HourRule, nightTime } from './hour-kinds.ts';
import { common, HOUR, merged, totalOf, without } from './intervals.ts';
import type { Limits, Regime } from './limits.ts';
import { collides, lawfulReturn } from './rest.ts';
import type { RestRule } from './rest-rule.ts';
import { workingDays } from './working-hours.ts';

/** What one person worked: by their working hours, and in interventions. */
export interface PersonWork {
  readonly personId: string;
  readonly regime: Regime;
  readonly work: readonly Interval[];
  readonly interventions: readonly Interval[];
  /** What is looked at; what lies before it is only counted with. */
  readonly period: Interval;
}

/** From which part of a limit on it is warned of. */
const NEAR = 0.8;
const DAYS_OF_WEEK = 7;
const DAYS_OF_YEAR = 365;

/** What work and interventions together must not exceed, and the rests that were too short. */
export function checkWork(
  person: PersonWork,
  limits: Limits,
  rest: RestRule,
  rule: HourRule,
): readonly Finding[] {
  if (person.regime === 'elected') return [];
  const all = merged([...person.work, ...person.interventions]);
  const known = { personId: person.personId };
  return [
    ...brokenRests(person, rest).map((one) => ({ ...known, ...one })),
    ...ofDays(all, person, limits, rule).map((one) => ({ ...known, ...one })),
    ...ofWeeks(all, person, limits, rule).map((one) => ({ ...known, ...one })),
    ...nights(all, person, limits, rule).map((one) => ({ ...known, ...one })),
  ].toSorted((a, b) => a.startAt - b.startAt);
}

type Found = Omit<Finding, 'personId'>;

/** Work that began before it might, after an intervention. */
function brokenRests({ work, interventions, period }: PersonWork, rest: RestRule): readonly Found[] {
  const worked = workingDays(work, rest);
  return worked.flatMap((next, index) => {
    const since = worked[index - 1]?.endAt;
    if (since === undefined || next.startAt < period.startAt || next.startAt >= period.endAt) return [];
    const within = without(interventions, worked).filter(
      (one) => one.startAt >= since && one.endAt <= next.startAt,
    );
    const outcome = lawfulReturn({ since, interventions: within, nextWorkAt: next.startAt }, rest);
    if (outcome === null || !collides(outcome, next.startAt)) return [];
    const name = outcome.period === 'weekly' ? 'weekly-rest' : 'daily-rest';
    const had = (next.startAt - (within.at(-1)?.endAt ?? since)) / HOUR;
    const limit = rest[outcome.period].hours;
    const span = { startAt: next.startAt, endAt: outcome.earliestReturnAt };
    return [{ ...span, rule: name, amount: rounded(had), limit, degree: 'broken' } as const];
  });
}

function ofDays(
  all: readonly Interval[],
  { period }: PersonWork,
  limits: Limits,
  rule: HourRule,
): readonly Found[] {
  const { dailyHours } = limits;
  if (dailyHours === null) return [];
  return daysIn(period, rule.timeZone).flatMap((day) => {
    const span = daysAsTime(day, 1, rule);
    const amount = hoursWithin(all, span);
    return amount > dailyHours ? [broken('daily-hours', span, amount, dailyHours)] : [];
  });
}

function ofWeeks(
  all: readonly Interval[],
  { period }: PersonWork,
  limits: Limits,
  rule: HourRule,
): readonly Found[] {
  const mondays = daysIn(period, rule.timeZone).filter((day) => weekdayOf(day) === 1);
  return mondays.flatMap((monday) => {
    const week = daysAsTime(monday, DAYS_OF_WEEK, rule);
    const hours = hoursWithin(all, week);
    const daysWorked = Array.from({ length: DAYS_OF_WEEK }, (_, index) => monday + index).filter(
      (day) => hoursWithin(all, daysAsTime(day, 1, rule)) > 0,
    ).length;
    const back = limits.averageWeeks - 1;
    const span = { startAt: daysAsTime(monday - back * DAYS_OF_WEEK, 1, rule).startAt, endAt: week.endAt };
    const average = hoursWithin(all, span) / limits.averageWeeks;
    return [
      ...over('weekly-hours', week, hours, limits.weeklyHours),
      ...over('average-hours', span, rounded(average), limits.averageHours),
      ...over('days-per-week', week, daysWorked, limits.daysPerWeek),
    ];
  });
}

/** Night work of the twelve months before the end of the period. */
function nights(
  all: readonly Interval[],
  { period }: PersonWork,
  limits: Limits,
  rule: HourRule,
): readonly Found[] {
  const limit = limits.nightHoursPerYear;
  if (limit === null) return [];
  const year = { startAt: period.endAt - DAYS_OF_YEAR * 24 * HOUR, endAt: period.endAt };
  const amount = rounded(totalOf(common(all, [year]).flatMap((one) => nightTime(one, rule))) / HOUR);
  if (amount < limit * NEAR) return [];
  const degree = amount < limit ? 'near' : 'broken';
  return [{ ...year, rule: 'night-hours', amount, limit, degree }];
}

function over(rule: Found['rule'], span: Interval, amount: number, limit: number | null): readonly Found[] {
  return limit !== null && amount > limit ? [broken(rule, span, amount, limit)] : [];
}

function broken(rule: Found['rule'], { startAt, endAt }: Interval, amount: number, limit: number): Found {
  return { rule, startAt, endAt, amount, limit, degree: 'broken' };
}

function hoursWithin(all: readonly Interval[], span: Interval): number {
  return rounded(totalOf(common(all, [span])) / HOUR);
}

function daysIn({ startAt, endAt }: Interval, timeZone: string): readonly number[] {
  const first = dayOf(startAt, timeZone);
  return Array.from(
    { length: Math.max(0, dayOf(endAt - 1, timeZone) - first + 1) },
    (_, index) => first + index,
  );
}

function daysAsTime(
  day: number,
  count: number,
  { timeZone }: HourRule,
): { startAt: Instant; endAt: Instant } {
  return { startAt: instantOfMinute(day, 0, timeZone), endAt: instantOfMinute(day + count, 0, timeZone) };
}

/** To a tenth of an hour. */
function rounded(hours: number): number {
  return Math.round(hours * 10) / 10;
}
