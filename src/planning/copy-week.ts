import { dayNumber, type LocalDate } from '../domain/schedule/calendar.ts';
import type { PlannedShift } from '../domain/schedule/schedule.ts';
import { dayOf, instantOfMinute, minuteOfLocalDay } from '../domain/schedule/wall-clock.ts';
import { ok } from '../runtime/result.ts';
import type { ConfigurationBook } from './configuration.ts';
import { editSchedule, type ScheduleEdit } from './edit-schedule.ts';
import { sameShift } from './remove-shift.ts';

export interface WeekCopy {
  /** Mondays, on the schedule's clocks. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const WEEK_DAYS = 7;

/** Plans the shifts that begin in one week again in another, at the same local times. What is planned there stays. */
export function copyWeek(book: ConfigurationBook, edit: ScheduleEdit, wanted: WeekCopy) {
  return editSchedule(book, edit, wanted, (schedule) => {
    const copied = shiftsCopied(schedule.shifts, wanted, schedule.timeZone);
    const added = copied.filter((shift) => !schedule.shifts.some((other) => sameShift(other, shift)));
    return ok({ schedule: { ...schedule, shifts: [...schedule.shifts, ...added] }, at: [] });
  });
}

/** The shifts that begin in the week `from`, moved to the week `to` on local clocks. */
export function shiftsCopied(
  shifts: readonly PlannedShift[],
  { from, to }: WeekCopy,
  timeZone: string,
): readonly PlannedShift[] {
  const [first, days] = [dayNumber(from), dayNumber(to) - dayNumber(from)];
  const moved = (at: number) =>
    instantOfMinute(dayOf(at, timeZone) + days, minuteOfLocalDay(at, timeZone), timeZone);
  return shifts
    .filter(({ startAt }) => {
      const day = dayOf(startAt, timeZone);
      return first <= day && day < first + WEEK_DAYS;
    })
    .map(({ personId, startAt, endAt }) => ({ personId, startAt: moved(startAt), endAt: moved(endAt) }));
}
