import type { PlannedShift } from '../domain/schedule/schedule.ts';
import { ok } from '../runtime/result.ts';
import type { ConfigurationBook } from './configuration.ts';
import { editSchedule, type ScheduleEdit } from './edit-schedule.ts';

/** Plans somebody for an interval, after those who are planned then already. */
export function addShift(book: ConfigurationBook, edit: ScheduleEdit, shift: PlannedShift) {
  return editSchedule(book, edit, shift, (schedule) =>
    ok({
      schedule: { ...schedule, shifts: [...schedule.shifts, shift] },
      at: ['shifts', schedule.shifts.length],
    }),
  );
}
