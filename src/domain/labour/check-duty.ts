import type { Interval } from '../../runtime/instant.ts';
import { dutyDaysOf } from '../planning-proposal/local-calendar.ts';
import { localDate, weekdayOf } from '../schedule/calendar.ts';
import { dayOf, instantOfMinute } from '../schedule/wall-clock.ts';
import type { Finding } from './finding.ts';
import type { HourRule } from './hour-kinds.ts';
import { nightTime } from './hour-kinds.ts';
import { common, HOUR, merged, totalOf } from './intervals.ts';
import type { LabourRule, Limits, Regime } from './limits.ts';

/** One person's duty, planned or past, on all schedules together. */
export interface PersonDuty {
  readonly personId: string;
  readonly regime: Regime;
  readonly duties: readonly Interval[];
  readonly leave: readonly Interval[];
}

/** L3163-1: when those under 18, or under 16, must not work. */
export const MINOR_NIGHT = {
  young: { nightFrom: '22:00', nightTo: '06:00' },
  child: { nightFrom: '20:00', nightTo: '06:00' },
};
const DAYS_OF_WEEK = 7;

/**
 * What duty itself must not do. On-call time counts as rest (L3121-10), so planned duty breaks none; what interventions
 * do to it is told when they happen.
 */
export function checkDuty(person: PersonDuty, limits: Limits, rule: HourRule): readonly Finding[] {
  if (person.regime === 'elected') return [];
  const duties = merged(person.duties);
  const found = (one: Omit<Finding, 'personId' | 'degree'>): Finding => ({
    ...one,
    personId: person.personId,
    degree: 'broken',
  });
  return [
    ...atNight(person.regime, duties, rule).map(found),
    ...onLeave(duties, person.leave).map(found),
    ...weeksRunning(duties, limits.weeksRunning, rule).map(found),
    ...perMonth('saturdays-per-month', 6, duties, limits.saturdaysPerMonth, rule).map(found),
    ...perMonth('sundays-per-month', 7, duties, limits.sundaysPerMonth, rule).map(found),
    ...perMonth('holidays-per-month', null, duties, limits.holidaysPerMonth, rule).map(found),
    ...hoursInDays(duties, limits.dutyHours, rule).map(found),
    ...daysInWeeks(duties, limits.dutyDays, rule).map(found),
  ];
}

type Found = Omit<Finding, 'personId' | 'degree'>;

function atNight(regime: Regime, duties: readonly Interval[], rule: HourRule): readonly Found[] {
  if (regime !== 'young' && regime !== 'child') return [];
  return duties.flatMap((duty) => {
    const nights = nightTime(duty, { ...rule, ...MINOR_NIGHT[regime] });
    const [first] = nights;
    if (!first) return [];
    return [{ ...first, rule: 'minor-at-night' as const, amount: hoursOf(totalOf(nights)), limit: 0 }];
  });
}

function onLeave(duties: readonly Interval[], leave: readonly Interval[]): readonly Found[] {
  return common(duties, leave).map((both) => ({
    ...both,
    rule: 'paid-leave',
    amount: hoursOf(both.endAt - both.startAt),
    limit: 0,
  }));
}

/** Weeks begin on Monday; a week in which duty only ends in the morning of its Monday is not one. */
function weeksRunning(duties: readonly Interval[], limit: number | null, rule: HourRule): readonly Found[] {
  if (limit === null) return [];
  const weeks = [...new Set(duties.flatMap((duty) => mondaysOf(duty, rule)))].toSorted((a, b) => a - b);
  const found: Found[] = [];
  let length = 0;
  for (const [index, monday] of weeks.entries()) {
    length = weeks[index - 1] === monday - DAYS_OF_WEEK ? length + 1 : 1;
    if (length > limit)
      found.push({ ...daysAsTime(monday, DAYS_OF_WEEK, rule), rule: 'weeks-running', amount: length, limit });
  }
  return found;
}

/** The Mondays of the weeks in which duty begins, or goes on for more than a night. */
function mondaysOf(duty: Interval, rule: HourRule): readonly number[] {
  const days = dutyDaysOf(duty, rule.timeZone);
  const counted = days.filter((day, index) => index === 0 || weekdayOf(day) !== 1 || index < days.length - 1);
  return counted.map((day) => day - weekdayOf(day) + 1);
}

function perMonth(
  name: LabourRule,
  weekday: number | null,
  duties: readonly Interval[],
  limit: number | null,
  rule: HourRule,
): readonly Found[] {
  if (limit === null) return [];
  const days = [...new Set(duties.flatMap((duty) => dutyDaysOf(duty, rule.timeZone)))]
    .filter((day) => (weekday === null ? rule.isHoliday(day) : weekdayOf(day) === weekday))
    .toSorted((a, b) => a - b);
  const counts = new Map<string, number>();
  return days.flatMap((day) => {
    const month = localDate(day).slice(0, 7);
    const amount = (counts.get(month) ?? 0) + 1;
    counts.set(month, amount);
    return amount > limit ? [{ ...daysAsTime(day, 1, rule), rule: name, amount, limit }] : [];
  });
}

/** In any so many days running: looked at from the start of each duty. */
function hoursInDays(
  duties: readonly Interval[],
  limit: Limits['dutyHours'],
  rule: HourRule,
): readonly Found[] {
  if (limit === null) return [];
  return duties.flatMap((duty) => {
    const window = daysAsTime(dayOf(duty.startAt, rule.timeZone), limit.days, rule);
    const amount = hoursOf(totalOf(common(duties, [{ ...window, startAt: duty.startAt }])));
    return amount > limit.hours
      ? [{ ...window, rule: 'duty-hours' as const, amount, limit: limit.hours }]
      : [];
  });
}

function daysInWeeks(
  duties: readonly Interval[],
  limit: Limits['dutyDays'],
  rule: HourRule,
): readonly Found[] {
  if (limit === null) return [];
  const days = [...new Set(duties.flatMap((duty) => dutyDaysOf(duty, rule.timeZone)))];
  const length = limit.weeks * DAYS_OF_WEEK;
  return duties.flatMap((duty) => {
    const first = dayOf(duty.startAt, rule.timeZone);
    const amount = days.filter((day) => first <= day && day < first + length).length;
    const window = daysAsTime(first, length, rule);
    return amount > limit.days ? [{ ...window, rule: 'duty-days' as const, amount, limit: limit.days }] : [];
  });
}

function daysAsTime(day: number, count: number, { timeZone }: HourRule): Interval {
  return { startAt: instantOfMinute(day, 0, timeZone), endAt: instantOfMinute(day + count, 0, timeZone) };
}

/** To a tenth. */
function hoursOf(milliseconds: number): number {
  return Math.round((milliseconds / HOUR) * 10) / 10;
}
