import type { Override } from '../domain/schedule/schedule.ts';
import type { Interval } from '../runtime/instant.ts';
import { ok } from '../runtime/result.ts';
import type { ConfigurationBook, ManagedSchedule } from './configuration.ts';
import { editSchedule, type ScheduleEdit } from './edit-schedule.ts';

/** `personId` stands in for `replacesId`, or for everyone when that is null. Counts at once, for calls under way too. */
export function replacePerson(
  book: ConfigurationBook,
  edit: ScheduleEdit,
  wanted: Interval & { readonly personId: string; readonly replacesId: string | null },
) {
  const { personId, replacesId } = wanted;
  return editSchedule(book, edit, wanted, (schedule) =>
    ok(withOverride(schedule, edit, { ...times(wanted), action: 'takes-over', personId, replacesId })),
  );
}

/** `personId` is on duty too, and rings last. */
export function putOnDuty(
  book: ConfigurationBook,
  edit: ScheduleEdit,
  wanted: Interval & { readonly personId: string },
) {
  const { personId } = wanted;
  return editSchedule(book, edit, wanted, (schedule) =>
    ok(withOverride(schedule, edit, { ...times(wanted), action: 'adds', personId, replacesId: null })),
  );
}

/** `replacesId`, or everyone when that is null, is off duty, and nobody takes over. */
export function takeOffDuty(
  book: ConfigurationBook,
  edit: ScheduleEdit,
  wanted: Interval & { readonly replacesId: string | null },
) {
  const { replacesId } = wanted;
  return editSchedule(book, edit, wanted, (schedule) =>
    ok(withOverride(schedule, edit, { ...times(wanted), action: 'removes', personId: null, replacesId })),
  );
}

/** The schedule with one more override, which wins over those it has. */
export function withOverride(
  schedule: ManagedSchedule,
  { author }: Pick<ScheduleEdit, 'author'>,
  override: Omit<Override, 'madeBy'>,
) {
  const overrides = [...schedule.overrides, { ...override, madeBy: author.actor }];
  return { schedule: { ...schedule, overrides }, at: ['overrides', schedule.overrides.length] };
}

function times({ startAt, endAt }: Interval): Interval {
  return { startAt, endAt };
}
