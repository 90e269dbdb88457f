import { dayNumber, isLocalDate } from '../../domain/schedule/calendar.ts';
import { instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import type { EnteredAbsence } from '../../planning/configuration.ts';
import { recordAbsence, removeAbsence } from '../../planning/record-absence.ts';
import type { Instant } from '../../runtime/instant.ts';
import { type Flaws, flaw, NO_FLAWS } from '../forms/flaws.ts';
import { answerChange } from '../planning/take-edit.ts';
import { readInstant } from '../planning/times.ts';
import { type MemberChange, type MemberVisit, notFound, type Reply } from '../visit.ts';

export interface AbsenceForm {
  readonly first: string;
  readonly last: string;
  readonly note: string;
  readonly flaws: Flaws;
}

/** What was typed, and what is wrong with it; blank where no absence was sent. */
export function readAbsenceForm({ fields, t }: MemberVisit): AbsenceForm {
  const [first, last, note] = [fields.text('first'), fields.text('last'), fields.text('note').slice(0, 100)];
  const typed = { first, last, note };
  if (!fields.has('first')) return { first: '', last: '', note: '', flaws: NO_FLAWS };
  if (!isLocalDate(first)) return { ...typed, flaws: flaw('first', t.my.absenceNoDay) };
  if (last !== '' && (!isLocalDate(last) || dayNumber(last) < dayNumber(first)))
    return { ...typed, flaws: flaw('last', t.my.absenceTooEarly) };
  return { ...typed, flaws: NO_FLAWS };
}

/** Notes that somebody is absent on whole days, or takes that back; `again`: the page with the form, to put it right. */
export async function changeAbsence(
  visit: MemberChange,
  personId: string,
  again: (visit: MemberVisit) => Promise<Reply>,
): Promise<Reply> {
  const { needs, fields, author } = visit;
  const edit = { personId, basedOn: null, author };
  if (fields.text('do') === 'remove') {
    const [startAt, endAt] = [readInstant(fields.text('startAt')), readInstant(fields.text('endAt'))];
    if (startAt === null || endAt === null) return notFound();
    const note = fields.has('note') && fields.exact('note') !== '' ? fields.exact('note') : null;
    const outcome = await removeAbsence(needs.configuration, edit, { startAt, endAt, note });
    return answerChange(visit, outcome, 'removed');
  }
  const { first, last, note, flaws } = readAbsenceForm(visit);
  if (flaws.count > 0) return again(visit);
  const outcome = await recordAbsence(needs.configuration, edit, {
    startAt: instantOfMinute(dayNumber(first), 0, needs.timeZone),
    endAt: instantOfMinute(dayNumber(last || first) + 1, 0, needs.timeZone),
    note: note || null,
  });
  return answerChange(visit, outcome, 'saved');
}

/** Those that have not ended by `now`. */
export async function comingAbsences(
  { needs }: MemberVisit,
  personId: string,
  now: Instant,
): Promise<readonly EnteredAbsence[]> {
  const item = await needs.planning.read(({ configuration }) => configuration.item('absences', personId));
  return (item?.absences ?? []).filter(({ endAt }) => endAt > now);
}
