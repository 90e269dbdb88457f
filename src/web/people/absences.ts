import type { Instant } from '../../domain/instant.ts';
import { fail } from '../../domain/result.ts';
import { dayNumber, isLocalDate } from '../../domain/schedule/calendar.ts';
import { instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import type { EnteredAbsence } from '../../planning/configuration.ts';
import { recordAbsence, removeAbsence } from '../../planning/record-absence.ts';
import { answerChange, type ChangeRefusal } from '../planning/take-edit.ts';
import { readInstant } from '../planning/times.ts';
import { type MemberVisit, notFound, param, type Reply } from '../visit.ts';

export function changePersonAbsence(visit: MemberVisit): Promise<Reply> {
  return changeAbsence(visit, param(visit, 'person'));
}

/** Notes that somebody is absent on whole days, or takes that back. */
export async function changeAbsence(visit: MemberVisit, personId: string): Promise<Reply> {
  const { needs, fields, author } = visit;
  const edit = { personId, basedOn: null, author };
  if (fields.text('do') === 'remove') {
    const [startAt, endAt] = [readInstant(fields.text('startAt')), readInstant(fields.text('endAt'))];
    if (startAt === null || endAt === null) return notFound();
    const note = fields.has('note') && fields.exact('note') !== '' ? fields.exact('note') : null;
    const outcome = await removeAbsence(needs.configuration, edit, { startAt, endAt, note });
    return answerChange(visit, outcome, 'removed');
  }
  const [first, last] = [fields.text('first'), fields.text('last') || fields.text('first')];
  const note = fields.text('note').slice(0, 100) || null;
  const outcome =
    isLocalDate(first) && isLocalDate(last)
      ? await recordAbsence(needs.configuration, edit, {
          startAt: instantOfMinute(dayNumber(first), 0, needs.timeZone),
          endAt: instantOfMinute(dayNumber(last) + 1, 0, needs.timeZone),
          note,
        })
      : fail<ChangeRefusal>({
          kind: 'invalid',
          broken: [{ path: ['end'], rule: 'ends-after-start', about: '' }],
        });
  return answerChange(visit, outcome, 'saved');
}

/** Those that have not ended by `now`. */
export async function comingAbsences(
  { needs }: MemberVisit,
  personId: string,
  now: Instant,
): Promise<readonly EnteredAbsence[]> {
  const item = await needs.planning.edit(({ configuration }) => configuration.item('absences', personId));
  return (item?.absences ?? []).filter(({ endAt }) => endAt > now);
}
