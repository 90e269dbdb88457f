import type { Instant, Interval } from '../../runtime/instant.ts';
import { type DayNumber, minuteOfDay, weekdayOf } from '../schedule/calendar.ts';
import { dayOf, instantOfMinute, minuteOfLocalDay } from '../schedule/wall-clock.ts';
import { HOUR, merged, totalOf } from './intervals.ts';

/** What on-call duty of the public service is paid by: decrees 2005-542 and 2015-415, their arrêtés. */
export const PACKAGE_KINDS = [
  'week',
  'weekend',
  'monday-to-friday',
  'saturday',
  'sunday-or-holiday',
  'weekday-night',
  'short-night',
] as const;
export type PackageKind = (typeof PACKAGE_KINDS)[number];

export interface DutyPackage extends Interval {
  readonly kind: PackageKind;
}

/** Where days of duty change, and what else packages hang on. */
export interface PackageRule {
  readonly timeZone: string;
  /** A day of duty goes from this time to the next day's: a night belongs to the evening on which it begins. */
  readonly dayChange: string;
  /** When the working day is over. */
  readonly evening: string;
  /** A night with less duty than this is a short one; null: there are none. */
  readonly shortNightHours: number | null;
  readonly isHoliday: (day: DayNumber) => boolean;
}

const WEEK_DAYS = 7;
const [MONDAY, FRIDAY, SATURDAY, SUNDAY] = [1, 5, 6, 7];

/** Duty as packages: whole weeks first, then weekends and Monday to Friday, then single days and nights. */
export function dutyPackages(duty: readonly Interval[], rule: PackageRule): readonly DutyPackage[] {
  return merged(duty).flatMap((span) => {
    const { weeks, rest } = takeWeeks(span, rule.timeZone);
    return [...weeks, ...ofDays(rest, rule)];
  });
}

/** The days of duty that some time touches: from `dayChange` to `dayChange`, cut to the time. */
export function dutyDays(
  span: Interval,
  { timeZone, dayChange }: Pick<PackageRule, 'timeZone' | 'dayChange'>,
): readonly (Interval & { readonly day: DayNumber })[] {
  const days: (Interval & { readonly day: DayNumber })[] = [];
  const change = minuteOfDay(dayChange);
  for (let day = dayOf(span.startAt, timeZone) - 1; ; day++) {
    const from = instantOfMinute(day, change, timeZone);
    if (from >= span.endAt) return days;
    const startAt = Math.max(span.startAt, from);
    const endAt = Math.min(span.endAt, instantOfMinute(day + 1, change, timeZone));
    if (startAt < endAt) days.push({ day, startAt, endAt });
  }
}

/** A week is seven days by the clock, from whenever duty begins. */
function takeWeeks(span: Interval, timeZone: string): { weeks: readonly DutyPackage[]; rest: Interval } {
  const weeks: DutyPackage[] = [];
  let startAt = span.startAt;
  for (;;) {
    const endAt = weekAfter(startAt, timeZone);
    if (endAt > span.endAt) return { weeks, rest: { startAt, endAt: span.endAt } };
    weeks.push({ kind: 'week', startAt, endAt });
    startAt = endAt;
  }
}

function weekAfter(at: Instant, timeZone: string): Instant {
  return instantOfMinute(dayOf(at, timeZone) + WEEK_DAYS, minuteOfLocalDay(at, timeZone), timeZone);
}

function ofDays(span: Interval, rule: PackageRule): readonly DutyPackage[] {
  if (span.startAt >= span.endAt) return [];
  const days = dutyDays(span, rule);
  const packages: DutyPackage[] = [];
  for (let index = 0; index < days.length; ) {
    const one = days[index];
    if (!one) break;
    const whole = wholeFrom(one.day, span, rule);
    if (whole) {
      packages.push({ kind: whole.kind, startAt: one.startAt, endAt: Math.min(span.endAt, whole.endAt) });
      // A Friday of which the evening is left over begins a weekend or is a night of its own.
      index += whole.days;
      continue;
    }
    const kind = ofDay(one, rule);
    if (kind) packages.push({ kind, startAt: one.startAt, endAt: one.endAt });
    index += 1;
  }
  return packages;
}

/** The package of several days that begins on this one, where duty covers all of it. */
function wholeFrom(
  day: DayNumber,
  span: Interval,
  { timeZone, dayChange, evening }: PackageRule,
): { kind: PackageKind; days: number; endAt: Instant } | null {
  const covers = (from: Instant, to: Instant) => span.startAt <= from && to <= span.endAt;
  const [morning, night] = [minuteOfDay(dayChange), minuteOfDay(evening)];
  if (weekdayOf(day) === FRIDAY) {
    const endAt = instantOfMinute(day + 3, morning, timeZone);
    if (covers(instantOfMinute(day, night, timeZone), endAt)) return { kind: 'weekend', days: 3, endAt };
  }
  if (weekdayOf(day) === MONDAY) {
    const endAt = instantOfMinute(day + 4, night, timeZone);
    if (covers(instantOfMinute(day, morning, timeZone), endAt))
      return { kind: 'monday-to-friday', days: span.endAt > endAt ? 4 : 5, endAt };
  }
  return null;
}

/** Null: only working hours of a weekday, for which there is no package. */
function ofDay(one: Interval & { readonly day: DayNumber }, rule: PackageRule): PackageKind | null {
  if (rule.isHoliday(one.day) || weekdayOf(one.day) === SUNDAY) return 'sunday-or-holiday';
  if (weekdayOf(one.day) === SATURDAY) return 'saturday';
  const evening = instantOfMinute(one.day, minuteOfDay(rule.evening), rule.timeZone);
  const night = totalOf([{ startAt: Math.max(one.startAt, evening), endAt: one.endAt }]);
  if (night === 0) return null;
  return rule.shortNightHours !== null && night < rule.shortNightHours * HOUR
    ? 'short-night'
    : 'weekday-night';
}
