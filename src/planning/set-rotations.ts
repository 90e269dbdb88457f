import type { Rotation } from '../domain/schedule/schedule.ts';
import { ok } from '../runtime/result.ts';
import type { ConfigurationBook } from './configuration.ts';
import { editSchedule, type ScheduleEdit } from './edit-schedule.ts';

/** Makes these the rotations of the schedule, the top layer first. */
export function setRotations(book: ConfigurationBook, edit: ScheduleEdit, rotations: readonly Rotation[]) {
  return editSchedule(book, edit, rotations, (schedule) =>
    ok({ schedule: { ...schedule, rotations }, at: [] }),
  );
}
