import { dayNumber, isLocalDate } from '../../domain/schedule/calendar.ts';
import { dayOf, instantOf, instantOfMinute, localOf } from '../../domain/schedule/wall-clock.ts';
import { recordAbsence, removeAbsence } from '../../planning/record-absence.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import { NO_ERRORS, type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import { answerChange } from '../planning/take-edit.ts';
import { readInstant } from '../planning/times.ts';
import { type MemberChangeContext, type MemberContext, notFound, type Reply } from '../request-context.ts';

/** How much of its days an absence takes: all of them, up to or from midday, or exact hours. */
export const ABSENCE_PARTS = ['days', 'morning', 'afternoon', 'hours'] as const;
type AbsencePart = (typeof ABSENCE_PARTS)[number];

export interface AbsenceForm {
  readonly first: string;
  readonly last: string;
  readonly part: AbsencePart;
  readonly fromTime: string;
  readonly toTime: string;
  readonly note: string;
  /** What it means; null: it was not sent, or is wrong. */
  readonly interval: Interval | null;
  readonly validationErrors: ValidationErrors;
}

const BLANK: AbsenceForm = {
  ...{ first: '', last: '', part: 'days', fromTime: '', toTime: '', note: '' },
  interval: null,
  validationErrors: NO_ERRORS,
};
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What was typed, and what is wrong with it; blank on pages to which no absence was sent. */
export function readAbsenceForm({ fields, request, t, dependencies }: MemberContext): AbsenceForm {
  const isSent = request.method === 'POST' && request.path.endsWith('/absences');
  if (!isSent) return BLANK;
  const [first, last, note] = [fields.text('first'), fields.text('last'), fields.text('note').slice(0, 100)];
  const part = ABSENCE_PARTS.find((one) => one === fields.text('part')) ?? 'days';
  const [fromTime, toTime] = [fields.text('fromTime'), fields.text('toTime')];
  const typed = { first, last, part, fromTime, toTime, note, interval: null };
  const wrong = (path: string, message: string) => ({
    ...typed,
    validationErrors: validationError(path, message),
  });
  if (!isLocalDate(first)) return wrong('first', t.my.absenceNoDay);
  if (last !== '' && (!isLocalDate(last) || dayNumber(last) < dayNumber(first)))
    return wrong('last', t.my.absenceTooEarly);
  if (part === 'hours' && !TIME.test(fromTime)) return wrong('fromTime', t.my.absenceNoTime);
  if (part === 'hours' && !TIME.test(toTime)) return wrong('toTime', t.my.absenceNoTime);
  const interval = intervalOf({ ...typed, last: last || first }, dependencies.timeZone);
  if (interval === null) return wrong('toTime', t.my.absenceEndsBefore);
  return { ...typed, interval, validationErrors: NO_ERRORS };
}

const MIDDAY = '12:00';

/** Null: it ends before it begins. */
function intervalOf(
  { first, last, part, fromTime, toTime }: Omit<AbsenceForm, 'interval' | 'validationErrors'>,
  timeZone: string,
): Interval | null {
  const at = (day: string, time: string) => instantOf(`${day} ${time}`, timeZone);
  const begins = { days: '00:00', morning: '00:00', afternoon: MIDDAY, hours: fromTime }[part];
  const ends = { days: null, morning: MIDDAY, afternoon: null, hours: toTime }[part];
  const startAt = at(first, begins);
  const endAt = ends === null ? instantOfMinute(dayNumber(last) + 1, 0, timeZone) : at(last, ends);
  return startAt === null || endAt === null || endAt <= startAt ? null : { startAt, endAt };
}

/** Notes that somebody is absent, or takes that back; `again`: the page with the form, to put it right. */
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
  if (fields.text('do') === 'ill') {
    const days = ILL_DAYS.find((one) => String(one) === fields.text('days')) ?? notFound();
    const ill = { ...illnessOf(context.now, days, dependencies.timeZone), note: context.t.my.illNote };
    return answerChange(context, await recordAbsence(dependencies.configuration, edit, ill), 'ill');
  }
  const { interval, note } = readAbsenceForm(context);
  if (interval === null) return again(context);
  const outcome = await recordAbsence(dependencies.configuration, edit, { ...interval, note: note || null });
  return answerChange(context, outcome, 'saved');
}

/** For so many days, this one counted, somebody says with one tap that they are ill. */
export const ILL_DAYS = [1, 2, 3, 7] as const;

/** From now to the end of the last of so many days. */
export function illnessOf(now: Instant, days: number, timeZone: string): Interval {
  return { startAt: now, endAt: instantOfMinute(dayOf(now, timeZone) + days, 0, timeZone) };
}

/** An absence as it stands on a page. */
export interface ShownAbsence extends Interval {
  readonly note: string | null;
  /** Whole days, on the clocks of home. */
  readonly whole: boolean;
  /** From which calendar it came; null: somebody entered it, and may take it back. */
  readonly calendar: string | null;
}

/** Those that have not ended by `now`, whoever entered them and from whichever calendar they came. */
export async function comingAbsences(
  { dependencies }: MemberContext,
  personId: string,
  now: Instant,
): Promise<readonly ShownAbsence[]> {
  const [item, brought, calendars] = await Promise.all([
    dependencies.planning.read(({ configuration }) => configuration.item('absences', personId)),
    dependencies.absenceCalendars.broughtFor(personId, now),
    dependencies.absenceCalendars.list(),
  ]);
  const names = new Map(calendars.map(({ id, name }) => [id, name]));
  const isMidnight = (at: Instant) => localOf(at, dependencies.timeZone).slice(11, 16) === '00:00';
  const whole = ({ startAt, endAt }: Interval) => isMidnight(startAt) && isMidnight(endAt);
  const entered = (item?.absences ?? []).filter(({ endAt }) => endAt > now);
  return [
    ...entered.map((one) => ({ ...one, whole: whole(one), calendar: null })),
    ...brought.map(({ calendarId, ...one }) => ({
      ...one,
      note: null,
      whole: whole(one),
      calendar: names.get(calendarId) ?? calendarId,
    })),
  ].toSorted((a, b) => a.startAt - b.startAt);
}
