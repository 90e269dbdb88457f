import { isLocalDate } from '../../domain/schedule/calendar.ts';
import type { PlannedShift } from '../../domain/schedule/schedule.ts';
import {
  addShift,
  copyWeek,
  moveShift,
  removeShift,
  type ShiftExchange,
  sameShift,
} from '../../planning/schedule-edits.ts';
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
import { undoParam, writeExchange } from './undo-keys.ts';

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
  return answerChange(context, outcome, 'planned', () =>
    shift ? undoing(context, { removed: [shift], added: [] }) : '',
  );
}

/** In the address of the page that follows: what takes the change back. */
function undoing(context: MemberContext, back: ShiftExchange): string {
  return undoParam('shifts', param(context, 'schedule'), writeExchange(back));
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
      () => undoing(context, { removed: [], added: [shift] }),
    );
  }
  const times = readTimes(fields, await zoneOf(context));
  const to = times && { ...times, personId: fields.text('person') };
  const outcome = to
    ? await moveShift(dependencies.configuration, scheduleEdit(context), { shift, to })
    : fail(NO_TIME);
  return answerChange(context, outcome, 'saved', () =>
    to ? undoing(context, { removed: [to], added: [shift] }) : '',
  );
}

/** Plans who is on duty in one week again in another. */
export async function copyShifts(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, now } = context;
  const before = await dependencies.schedules.schedule(param(context, 'schedule'), now);
  const [from, to] = [fields.text('from'), fields.text('to')];
  const wanted = isLocalDate(from) && isLocalDate(to) ? { from, to } : null;
  const outcome = wanted
    ? await copyWeek(dependencies.configuration, scheduleEdit(context), wanted)
    : fail<ChangeRefusal>(NO_TIME);
  const isSame =
    before !== null && outcome.ok && addedSince(before.shifts, outcome.value.schedule.shifts).length === 0;
  if (isSame) return answerChange(context, outcome, 'nothing-copied');
  return answerChange(context, outcome, 'planned', ({ schedule }) =>
    undoing(context, { removed: addedSince(before?.shifts ?? [], schedule.shifts), added: [] }),
  );
}

function addedSince(
  before: readonly PlannedShift[],
  after: readonly PlannedShift[],
): readonly PlannedShift[] {
  return after.filter((shift) => !before.some((one) => sameShift(one, shift)));
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
