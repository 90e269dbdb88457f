import type { PlannedShift } from '../domain/schedule/schedule.ts';
import { fail, ok } from '../runtime/result.ts';
import type { ConfigurationBook } from './configuration.ts';
import { editSchedule, type ScheduleEdit } from './edit-schedule.ts';

/** Takes a shift out of the planning. A shift has no id: it is the person and the times. */
export function removeShift(book: ConfigurationBook, edit: ScheduleEdit, unwanted: PlannedShift) {
  return editSchedule(book, edit, unwanted, (schedule) => {
    const shifts = schedule.shifts.filter((shift) => !sameShift(shift, unwanted));
    if (shifts.length === schedule.shifts.length)
      return fail([{ path: ['shift'], rule: 'is-planned', about: unwanted.personId }]);
    return ok({ schedule: { ...schedule, shifts }, at: [] });
  });
}

export function sameShift(a: PlannedShift, b: PlannedShift): boolean {
  return a.personId === b.personId && a.startAt === b.startAt && a.endAt === b.endAt;
}
