import { isLocalDate } from '../../domain/schedule/calendar.ts';
import type { PlannedShift } from '../../domain/schedule/schedule.ts';
import { addShift, copyWeek, moveShift, removeShift } from '../../planning/schedule-edits.ts';
import { fail } from '../../runtime/result.ts';
import { type MemberChange, type MemberVisit, notFound, param, type Reply } from '../visit.ts';
import { answerChange, type ChangeRefusal, scheduleEdit } from './take-edit.ts';
import { readInstant, readTimes } from './times.ts';

const NO_TIME: ChangeRefusal = {
  kind: 'invalid',
  broken: [{ path: ['start'], rule: 'ends-after-start', about: '' }],
};

/** Plans somebody, by exact times or by a template and a day. */
export async function planShift(visit: MemberChange): Promise<Reply> {
  const { needs, fields } = visit;
  const times = readTimes(fields, await zoneOf(visit));
  const shift = times && { ...times, personId: fields.text('person') };
  const outcome = shift ? await addShift(needs.configuration, scheduleEdit(visit), shift) : fail(NO_TIME);
  return answerChange(visit, outcome, 'planned');
}

/** Gives a planned shift other times or another person, or takes it out. */
export async function changeShift(visit: MemberChange): Promise<Reply> {
  const { needs, fields } = visit;
  const shift = readOldShift(visit);
  if (fields.text('do') === 'remove') {
    return answerChange(
      visit,
      await removeShift(needs.configuration, scheduleEdit(visit), shift),
      'unplanned',
    );
  }
  const times = readTimes(fields, await zoneOf(visit));
  const to = times && { ...times, personId: fields.text('person') };
  const outcome = to
    ? await moveShift(needs.configuration, scheduleEdit(visit), { shift, to })
    : fail(NO_TIME);
  return answerChange(visit, outcome, 'saved');
}

/** Plans the shifts of one week again in another. */
export async function copyShifts(visit: MemberChange): Promise<Reply> {
  const { needs, fields } = visit;
  const [from, to] = [fields.text('from'), fields.text('to')];
  const wanted = isLocalDate(from) && isLocalDate(to) ? { from, to } : null;
  const outcome = wanted
    ? await copyWeek(needs.configuration, scheduleEdit(visit), wanted)
    : fail<ChangeRefusal>(NO_TIME);
  return answerChange(visit, outcome, 'planned');
}

/** The shift that a form is about. */
export function readOldShift({ fields }: MemberVisit): PlannedShift {
  const [startAt, endAt] = [readInstant(fields.text('oldStart')), readInstant(fields.text('oldEnd'))];
  if (startAt === null || endAt === null) return notFound();
  return { personId: fields.text('oldPerson'), startAt, endAt };
}

export async function zoneOf(visit: MemberVisit): Promise<string> {
  const schedule = await visit.needs.schedules.schedule(param(visit, 'schedule'), visit.now);
  return schedule?.timeZone ?? notFound();
}
