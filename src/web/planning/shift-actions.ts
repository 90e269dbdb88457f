import { isLocalDate } from '../../domain/schedule/calendar.ts';
import type { PlannedShift } from '../../domain/schedule/schedule.ts';
import { addShift, copyWeek, moveShift, removeShift } from '../../planning/schedule-edits.ts';
import { fail } from '../../runtime/result.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { answerChange, type ChangeRefusal, scheduleEdit } from './take-edit.ts';
import { readInstant, readTimes } from './times.ts';

const NO_TIME: ChangeRefusal = {
  kind: 'invalid',
  violations: [{ path: ['start'], rule: 'ends-after-start', about: '' }],
};

/** Plans somebody, by exact times or by a template and a day. */
export async function planShift(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields } = context;
  const times = readTimes(fields, await zoneOf(context));
  const shift = times && { ...times, personId: fields.text('person') };
  const outcome = shift
    ? await addShift(dependencies.configuration, scheduleEdit(context), shift)
    : fail(NO_TIME);
  return answerChange(context, outcome, 'planned');
}

/** Gives a planned shift other times or another person, or takes it out. */
export async function changeShift(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields } = context;
  const shift = readOldShift(context);
  if (fields.text('do') === 'remove') {
    return answerChange(
      context,
      await removeShift(dependencies.configuration, scheduleEdit(context), shift),
      'unplanned',
    );
  }
  const times = readTimes(fields, await zoneOf(context));
  const to = times && { ...times, personId: fields.text('person') };
  const outcome = to
    ? await moveShift(dependencies.configuration, scheduleEdit(context), { shift, to })
    : fail(NO_TIME);
  return answerChange(context, outcome, 'saved');
}

/** Plans the shifts of one week again in another. */
export async function copyShifts(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields } = context;
  const [from, to] = [fields.text('from'), fields.text('to')];
  const wanted = isLocalDate(from) && isLocalDate(to) ? { from, to } : null;
  const outcome = wanted
    ? await copyWeek(dependencies.configuration, scheduleEdit(context), wanted)
    : fail<ChangeRefusal>(NO_TIME);
  return answerChange(context, outcome, 'planned');
}

/** The shift that a form is about. */
export function readOldShift({ fields }: MemberContext): PlannedShift {
  const [startAt, endAt] = [readInstant(fields.text('oldStart')), readInstant(fields.text('oldEnd'))];
  if (startAt === null || endAt === null) return notFound();
  return { personId: fields.text('oldPerson'), startAt, endAt };
}

export async function zoneOf(context: MemberContext): Promise<string> {
  const schedule = await context.dependencies.schedules.schedule(param(context, 'schedule'), context.now);
  return schedule?.timeZone ?? notFound();
}
