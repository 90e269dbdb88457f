import { z } from 'zod';
import { peopleOf } from '../../domain/schedule/people-of.ts';
import { OVERRIDE_ACTIONS, type Override, type ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { shiftsBetween } from '../../domain/schedule/shifts.ts';
import {
  fitOverrides,
  putOnDuty,
  replacePerson,
  takeOffDuty,
  undoOverride,
} from '../../planning/schedule-edits.ts';
import type { Interval } from '../../runtime/instant.ts';
import { fail } from '../../runtime/result.ts';
import { describeReason } from '../../words/describe-duty.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { plannedAs } from './shown.ts';
import { answerChange, backPath, type ChangeRefusal, scheduleEdit } from './take-edit.ts';
import { localInput, readInstant, readLocal } from './times.ts';

/** One duty of somebody, with everybody who could replace them a click away. */
export async function dutyPage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, now, language } = context;
  const id = param(context, 'schedule');
  const personId = String(request.query.person ?? '');
  const from = readInstant(String(request.query.from ?? ''));
  const to = readInstant(String(request.query.to ?? ''));
  const version = await dependencies.reader.version('schedules', id);
  const [schedule, people] = await Promise.all([
    dependencies.schedules.schedule(id, Math.min(from ?? now, now)),
    dependencies.reader.people(),
  ]);
  if (!schedule || from === null || to === null || !(from < to)) return notFound();
  const nameOf = (one: string) => people.get(one)?.name ?? one;
  const duty = shiftsBetween(schedule, from, to).find((shift) => shift.personId === personId);
  if (!duty) return notFound();
  const zone = schedule.timeZone;
  const left = { startAt: Math.max(duty.startAt, now), endAt: duty.endAt };
  const planned = plannedAs(schedule.shifts, duty);
  return {
    kind: 'page',
    view: 'planning/duty',
    title: nameOf(personId),
    data: {
      schedule,
      duty,
      name: nameOf(personId),
      why: describeReason(duty.reason, nameOf, language),
      over: duty.endAt <= now,
      running: duty.startAt <= now && now < duty.endAt,
      candidates: candidates(schedule, left, personId, people, language),
      planned,
      override: overrideOf(schedule, duty),
      start: localInput(duty.startAt, zone),
      end: localInput(duty.endAt, zone),
      from: localInput(left.startAt, zone),
      people: [...people.values()],
      opened: String(version),
      back: backOf(context, id),
    },
  };
}

/** Lets somebody stand in for somebody, at once unless a start is given. */
export async function replace(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, now } = context;
  const schedule = (await dependencies.schedules.schedule(param(context, 'schedule'), now)) ?? notFound();
  const chosen = fields.text('person');
  const replaces = fields.text('replaces');
  const start = readLocal(fields.text('start'), schedule.timeZone) ?? readInstant(fields.text('fromAt'));
  const endAt = readLocal(fields.text('end'), schedule.timeZone) ?? readInstant(fields.text('toAt'));
  if (endAt === null) return notFound();
  const time = { startAt: Math.max(start ?? now, now), endAt };
  // What cannot wait is decided on whatever the schedule is by now.
  const edit = { ...scheduleEdit(context), basedOn: null };
  const replacesId = replaces === '' ? null : replaces;
  const outcome =
    chosen === 'nobody'
      ? await takeOffDuty(dependencies.configuration, edit, { ...time, replacesId })
      : fields.text('how') === 'too'
        ? await putOnDuty(dependencies.configuration, edit, { ...time, personId: chosen })
        : await replacePerson(dependencies.configuration, edit, { ...time, personId: chosen, replacesId });
  const mark = backPath(context).includes('?') ? '&' : '?';
  return answerChange(context, outcome, 'replaced', ({ schedule: after }) => {
    const made = after.overrides.at(-1);
    return made ? `${mark}undo=${encodeURIComponent(writeOverride(made))}` : '';
  });
}

/** Takes a replacement back. */
export async function undo(context: MemberChangeContext): Promise<Reply> {
  const unwanted = readOverride(context.fields.text('override'));
  const edit = { ...scheduleEdit(context), basedOn: null };
  const outcome = unwanted
    ? await undoOverride(context.dependencies.configuration, edit, unwanted)
    : fail<ChangeRefusal>({
        kind: 'invalid',
        broken: [{ path: [], rule: 'override-exists', about: '' }],
      });
  return answerChange(context, outcome, 'undone');
}

/** Replacements that a moved handoff left behind get the times of their duties. */
export async function fitReplacements(context: MemberChangeContext): Promise<Reply> {
  const edit = { ...scheduleEdit(context), basedOn: null };
  return answerChange(context, await fitOverrides(context.dependencies.configuration, edit), 'saved');
}

const OVERRIDE = z.object({
  action: z.enum(OVERRIDE_ACTIONS),
  personId: z.string().nullable(),
  replacesId: z.string().nullable(),
  startAt: z.number(),
  endAt: z.number(),
  madeBy: z.string().nullable(),
});

/** An override has no id: it is all that it says. */
export function writeOverride(override: Override): string {
  const { action, personId, replacesId, startAt, endAt, madeBy } = override;
  return Buffer.from(JSON.stringify({ action, personId, replacesId, startAt, endAt, madeBy })).toString(
    'base64url',
  );
}

export function readOverride(text: string): Override | null {
  try {
    return OVERRIDE.parse(JSON.parse(Buffer.from(text.slice(0, 4000), 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

/** Whoever knows the schedule first; then by name. Who is absent or on duty already comes last, and says so. */
function candidates(
  schedule: ScheduleInForce,
  time: Interval,
  personId: string,
  people: ReadonlyMap<string, { readonly id: string; readonly name: string; readonly role: string }>,
  language: string,
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
  return [...people.values()]
    .filter(({ id, role }) => id !== personId && (role !== 'viewer' || known.has(id)))
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, language))
    .map(({ id, name }) => ({ id, name, away: away.has(id), busy: busy.has(id), known: known.has(id) }));
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
