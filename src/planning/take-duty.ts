import { onCallAt } from '../domain/schedule/resolve-on-call.ts';
import { fail, ok } from '../runtime/result.ts';
import type { ConfigurationBook } from './configuration.ts';
import { editScheduleIn, type ScheduleEdit } from './edit-schedule.ts';
import { withOverride } from './override-duty.ts';

/** In an emergency, `personId` takes the duty that `fromId` has now, until it ends. Nobody is asked. */
export function takeDuty(
  book: ConfigurationBook,
  edit: ScheduleEdit,
  wanted: { readonly personId: string; readonly fromId: string },
) {
  return book.edit(async (draft) => {
    const absences = await draft.absences();
    return editScheduleIn(draft, edit, wanted, (schedule) => {
      const startAt = edit.author.at;
      const duty = onCallAt({ ...schedule, absences }, startAt).find(
        ({ personId }) => personId === wanted.fromId,
      );
      if (!duty || duty.until === null)
        return fail([{ path: ['from'], rule: 'replaces-now', about: wanted.fromId }]);
      const { personId, fromId: replacesId } = wanted;
      return ok(
        withOverride(schedule, edit, {
          action: 'takes-over',
          personId,
          replacesId,
          startAt,
          endAt: duty.until,
        }),
      );
    });
  });
}
