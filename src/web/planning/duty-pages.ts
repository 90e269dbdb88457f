import { peopleOf } from '../../domain/schedule/people-of.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { shiftsBetween } from '../../domain/schedule/shifts.ts';
import { type NamedSpan, replacementSpans } from '../../planning/replacement-spans.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import { describeReason } from '../../words/describe-duty.ts';
import { phrasesIn, sentence, wallTime } from '../../words/phrases.ts';
import { NO_ERRORS, type ValidationErrors } from '../forms/validation-errors.ts';
import { type MemberContext, notFound, param, type Reply, type RequestContext } from '../request-context.ts';
import { plannedAs } from './shown.ts';
import { localInput, readInstant } from './times.ts';
import { writeOverride } from './undo-keys.ts';

/** Whoever asks for all of time is shown what begins in its first weeks. */
const LOOKED_THROUGH_MS = 36 * 24 * 3_600_000;

/** One duty of somebody: for how long, then by whom they are replaced, a tap each. */
export async function dutyPage(context: MemberContext): Promise<Reply> {
  const { query } = context.request;
  const from = readInstant(String(query.from ?? ''));
  const to = readInstant(String(query.to ?? ''));
  if (from === null || to === null) return notFound();
  const personId = String(query.person ?? '');
  const back = backOf(context, param(context, 'schedule'));
  return showDuty(context, { personId, from, to, back, validationErrors: NO_ERRORS });
}

export interface DutyShownAs {
  readonly personId: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly back: string;
  /** Of a form that was refused: what was typed stands in it again. */
  readonly validationErrors: ValidationErrors;
}

export async function showDuty(
  context: MemberContext,
  { personId, from, to, back, validationErrors }: DutyShownAs,
): Promise<Reply> {
  const { dependencies, fields, now, language } = context;
  const id = param(context, 'schedule');
  const version = await dependencies.reader.version('schedules', id);
  const [schedule, people] = await Promise.all([
    dependencies.schedules.schedule(id, Math.min(from, now)),
    dependencies.reader.people(),
  ]);
  if (!schedule || !(from < to)) return notFound();
  const nameOf = (one: string) => people.get(one)?.name ?? one;
  const duty = shiftsBetween(schedule, from, Math.min(to, from + LOOKED_THROUGH_MS)).find(
    (shift) => shift.personId === personId,
  );
  if (!duty) return notFound();
  const zone = schedule.timeZone;
  const spans = replacementSpans(duty, now, zone);
  const left = spans[0] ?? duty;
  return {
    kind: 'page',
    view: 'planning/duty',
    title: nameOf(personId),
    status: validationErrors.count > 0 ? 422 : 200,
    data: {
      schedule,
      duty,
      name: nameOf(personId),
      why: describeReason(duty.reason, nameOf, language),
      over: duty.endAt <= now,
      running: duty.startAt <= now && now < duty.endAt,
      candidates: await candidates(context, schedule, left, personId, people),
      spans: spans.map((span) => shownSpan(context, span, zone)),
      span: fields.text('span') || 'whole',
      typed: { start: fields.text('start'), end: fields.text('end') },
      validationErrors,
      planned: plannedAs(schedule.shifts, duty),
      override: overrideOf(schedule, duty),
      start: localInput(duty.startAt, zone),
      end: localInput(duty.endAt, zone),
      people: [...people.values()],
      opened: String(version),
      back,
    },
  };
}

/** What a choice means: from when to when. */
function shownSpan({ t, now, language }: RequestContext, { name, startAt, endAt }: NamedSpan, zone: string) {
  const phrases = phrasesIn(language);
  const wall = (at: Instant) => wallTime(at, zone);
  const until = phrases.until(wall(endAt), wall(now));
  const from = startAt <= now ? t.planning.fromNow : phrases.from(wall(startAt), wall(now));
  return { name, means: sentence(`${from}, ${until}`) };
}

/** Whoever knows the schedule first; then by name. Who is absent or on duty already comes last, and says so. */
async function candidates(
  { dependencies, language, now }: RequestContext,
  schedule: ScheduleInForce,
  time: Interval,
  personId: string,
  people: ReadonlyMap<
    string,
    {
      readonly id: string;
      readonly name: string;
      readonly role: string;
      readonly leavesAt: Instant | null;
    }
  >,
) {
  const known = peopleOf(schedule);
  const overlaps = (one: Interval) => one.startAt < time.endAt && one.endAt > time.startAt;
  const away = new Set(schedule.absences.filter(overlaps).map((absence) => absence.personId));
  const busy = new Set(
    time.startAt < time.endAt
      ? shiftsBetween(schedule, time.startAt, time.endAt).map((shift) => shift.personId)
      : [],
  );
  const rank = ({ id }: { readonly id: string }) =>
    (away.has(id) ? 4 : 0) + (busy.has(id) ? 2 : 0) + (known.has(id) ? 0 : 1);
  const possible = [...people.values()]
    .filter(({ id, role }) => id !== personId && (role !== 'viewer' || known.has(id)))
    .filter(({ leavesAt }) => leavesAt === null || leavesAt > now)
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, language));
  const recipients = await dependencies.notices.recipients.of(possible.map(({ id }) => id));
  const told = new Set(
    recipients.filter(({ email, sms }) => email !== null || sms !== null).map((one) => one.personId),
  );
  return possible.map(({ id, name }) => ({
    id,
    name,
    away: away.has(id),
    busy: busy.has(id),
    known: known.has(id),
    untold: !told.has(id),
  }));
}

function overrideOf(schedule: ScheduleInForce, duty: { readonly personId: string } & Interval) {
  const override = schedule.overrides.find(
    ({ personId, startAt, endAt }) =>
      personId === duty.personId && startAt <= duty.startAt && endAt >= duty.endAt,
  );
  return override ? writeOverride(override) : null;
}

function backOf({ request }: MemberContext, id: string): string {
  const back = String(request.query.back ?? '');
  return /^\/(planning|now)([/?][\w/?=&%:.-]*)?$/.test(back) ? back : `/planning/${id}`;
}
