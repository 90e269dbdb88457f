import type { EnteredAbsence } from '../../domain/items/configuration.ts';
import { dayNumber, isLocalDate } from '../../domain/schedule/calendar.ts';
import { instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import { recordAbsence, removeAbsence } from '../../planning/record-absence.ts';
import type { Instant } from '../../runtime/instant.ts';
import { NO_ERRORS, type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import { answerChange } from '../planning/take-edit.ts';
import { readInstant } from '../planning/times.ts';
import { type MemberChangeContext, type MemberContext, notFound, type Reply } from '../request-context.ts';

export interface AbsenceForm {
  readonly first: string;
  readonly last: string;
  readonly note: string;
  readonly validationErrors: ValidationErrors;
}

/** What was typed, and what is wrong with it; blank on pages to which no absence was sent. */
export function readAbsenceForm({ fields, request, t }: MemberContext): AbsenceForm {
  const [first, last, note] = [fields.text('first'), fields.text('last'), fields.text('note').slice(0, 100)];
  const typed = { first, last, note };
  const isSent = request.method === 'POST' && request.path.endsWith('/absences');
  if (!isSent) return { first: '', last: '', note: '', validationErrors: NO_ERRORS };
  if (!isLocalDate(first)) return { ...typed, validationErrors: validationError('first', t.my.absenceNoDay) };
  if (last !== '' && (!isLocalDate(last) || dayNumber(last) < dayNumber(first)))
    return { ...typed, validationErrors: validationError('last', t.my.absenceTooEarly) };
  return { ...typed, validationErrors: NO_ERRORS };
}

/** Notes that somebody is absent on whole days, or takes that back; `again`: the page with the form, to put it right. */
export async function changeAbsence(
  context: MemberChangeContext,
  personId: string,
  again: (context: MemberContext) => Promise<Reply>,
): Promise<Reply> {
  const { dependencies, fields, author } = context;
  const edit = { personId, basedOn: null, author };
  if (fields.text('do') === 'remove') {
    const [startAt, endAt] = [readInstant(fields.text('startAt')), readInstant(fields.text('endAt'))];
    if (startAt === null || endAt === null) return notFound();
    const note = fields.has('note') && fields.exact('note') !== '' ? fields.exact('note') : null;
    const outcome = await removeAbsence(dependencies.configuration, edit, { startAt, endAt, note });
    return answerChange(context, outcome, 'removed');
  }
  const { first, last, note, validationErrors } = readAbsenceForm(context);
  if (validationErrors.count > 0) return again(context);
  const outcome = await recordAbsence(dependencies.configuration, edit, {
    startAt: instantOfMinute(dayNumber(first), 0, dependencies.timeZone),
    endAt: instantOfMinute(dayNumber(last || first) + 1, 0, dependencies.timeZone),
    note: note || null,
  });
  return answerChange(context, outcome, 'saved');
}

/** Those that have not ended by `now`. */
export async function comingAbsences(
  { dependencies }: MemberContext,
  personId: string,
  now: Instant,
): Promise<readonly EnteredAbsence[]> {
  const item = await dependencies.planning.read(({ configuration }) =>
    configuration.item('absences', personId),
  );
  return (item?.absences ?? []).filter(({ endAt }) => endAt > now);
}
