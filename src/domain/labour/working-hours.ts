import { contains, type Instant, type Interval } from '../../runtime/instant.ts';
import type { DayNumber } from '../schedule/calendar.ts';
import type { WeeklyHours } from '../schedule/duty-window.ts';
import { stretches } from '../schedule/stretch.ts';
import { dayOf, instantOfMinute } from '../schedule/wall-clock.ts';
import { whenHoursHold } from '../schedule/weekly-hours.ts';
import { HOUR, merged, without } from './intervals.ts';
import type { BrokenRest } from './rest.ts';
import type { RestRule } from './rest-rule.ts';

/** When a person works, by the week: what rest is reckoned from. Holidays and absences are not worked. */
export interface WorkingHours {
  readonly hours: readonly WeeklyHours[];
  readonly timeZone: string;
  readonly isHoliday: (day: DayNumber) => boolean;
  readonly away: readonly Interval[];
}

/** How far it is looked for the work before and after: three weeks of leave and a bridge. */
const FAR_MS = 28 * 24 * 3_600_000;

/** The working time in `[from, to)`. */
export function workBetween(worker: WorkingHours, from: Instant, to: Instant): readonly Interval[] {
  if (worker.hours.length === 0) return [];
  const held = whenHoursHold(worker.hours, worker.timeZone);
  const worked: Interval[] = [];
  for (const { startAt, endAt, value } of stretches(held, from, to))
    if (value) worked.push({ startAt: Math.max(startAt, from), endAt });
  return without(worked, [...worker.away, ...holidaysIn(worker, from, to)]);
}

/**
 * The time off work around an instant, with what fell into it; null: the instant lies in working time, or nobody knows
 * when work was. A break in the course of a day is no rest.
 */
export function restAround(
  worker: WorkingHours,
  interventions: readonly Interval[],
  at: Instant,
  rule: RestRule,
): BrokenRest | null {
  const days = workingDays(workBetween(worker, at - FAR_MS, at + FAR_MS), rule);
  if (days.some((day) => contains(day, at))) return null;
  const since = days.findLast(({ endAt }) => endAt <= at)?.endAt;
  if (since === undefined) return null;
  const nextWorkAt = days.find(({ startAt }) => startAt > at)?.startAt ?? null;
  const within = interventions.filter(
    ({ startAt, endAt }) => endAt > since && (nextWorkAt === null || startAt < nextWorkAt),
  );
  return { since, nextWorkAt, interventions: within };
}

/** Work without its breaks: what is too near for a daily rest is one working day. */
export function workingDays(work: readonly Interval[], { daily }: RestRule): readonly Interval[] {
  const least = (daily.floorHours ?? daily.hours) * HOUR;
  const days: { startAt: Instant; endAt: Instant }[] = [];
  for (const { startAt, endAt } of merged(work)) {
    const last = days.at(-1);
    if (last && startAt - last.endAt < least) last.endAt = endAt;
    else days.push({ startAt, endAt });
  }
  return days;
}

function holidaysIn({ isHoliday, timeZone }: WorkingHours, from: Instant, to: Instant): readonly Interval[] {
  const days: Interval[] = [];
  for (let day = dayOf(from, timeZone); instantOfMinute(day, 0, timeZone) < to; day++)
    if (isHoliday(day))
      days.push({ startAt: instantOfMinute(day, 0, timeZone), endAt: instantOfMinute(day + 1, 0, timeZone) });
  return merged(days);
}
