import type { Override } from '../domain/schedule/schedule.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type { ConfigurationBook, ManagedSchedule } from './configuration.ts';
import { type Broken, editSchedule, type ScheduleEdit, type Wanted } from './edit-schedule.ts';

/**
 * Takes an override back. What it did until now has happened and stays: one that has begun ends now, one that has ended
 * cannot be undone.
 */
export function undoOverride(book: ConfigurationBook, edit: ScheduleEdit, unwanted: Override) {
  return editSchedule(book, edit, unwanted, (schedule) => withoutOverride(schedule, edit, unwanted));
}

export function withoutOverride(
  schedule: ManagedSchedule,
  { author }: Pick<ScheduleEdit, 'author'>,
  unwanted: Override,
): Result<Wanted, readonly Broken[]> {
  const index = schedule.overrides.findIndex((override) => sameOverride(override, unwanted));
  if (index < 0) return fail([{ path: ['override'], rule: 'override-exists', about: '' }]);
  if (unwanted.endAt <= author.at) return fail([{ path: ['override'], rule: 'still-to-come', about: '' }]);
  const overrides =
    unwanted.startAt < author.at
      ? schedule.overrides.with(index, { ...unwanted, endAt: author.at })
      : schedule.overrides.toSpliced(index, 1);
  return ok({ schedule: { ...schedule, overrides }, at: ['overrides', index] });
}

function sameOverride(a: Override, b: Override): boolean {
  return (
    a.action === b.action &&
    a.personId === b.personId &&
    a.replacesId === b.replacesId &&
    a.startAt === b.startAt &&
    a.endAt === b.endAt &&
    a.madeBy === b.madeBy
  );
}
