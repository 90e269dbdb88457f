import type { PlannedShift } from '../domain/schedule/schedule.ts';
import { fail, ok } from '../runtime/result.ts';
import type { ConfigurationBook } from './configuration.ts';
import { editSchedule, type ScheduleEdit } from './edit-schedule.ts';
import { sameShift } from './remove-shift.ts';

export interface ShiftMove {
  readonly shift: PlannedShift;
  /** Other times, another person, or both. */
  readonly to: PlannedShift;
}

/** Moves a planned shift, where it stood in the ringing order. */
export function moveShift(book: ConfigurationBook, edit: ScheduleEdit, move: ShiftMove) {
  return editSchedule(book, edit, move, (schedule) => {
    const index = schedule.shifts.findIndex((shift) => sameShift(shift, move.shift));
    if (index < 0) return fail([{ path: ['shift'], rule: 'is-planned', about: move.shift.personId }]);
    return ok({
      schedule: { ...schedule, shifts: schedule.shifts.with(index, move.to) },
      at: ['shifts', index],
    });
  });
}
