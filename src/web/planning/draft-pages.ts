import type { PlannedShift } from '../../domain/schedule/schedule.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { applyDraft } from '../../planning/drafts/apply-draft.ts';
import { beginDraft } from '../../planning/drafts/begin-draft.ts';
import { comparison } from '../../planning/drafts/compare-draft.ts';
import type { Draft } from '../../planning/drafts/draft.ts';
import { discardDraft, setDraftShifts } from '../../planning/drafts/edit-draft.ts';
import { publishDraft } from '../../planning/drafts/publish-draft.ts';
import { PERIOD_TEMPLATES } from '../../planning/period-template.ts';
import type { NumberedEdit } from '../../planning/planning-store.ts';
import { sameShift } from '../../planning/schedule-edits.ts';
import type { Interval } from '../../runtime/instant.ts';
import { fail } from '../../runtime/result.ts';
import { createFormat } from '../format.ts';
import { findingInWords } from '../labour/finding-words.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { filesAt, type List } from '../tables/list-files.ts';
import { calendarOf } from './calendar-data.ts';
import { draftFindings, refusalOf } from './draft-checks.ts';
import { holidayNamesFrom } from './holiday-names.ts';
import { offeredPeople } from './offered-people.ts';
import { readRange } from './range.ts';
import { ruleInWords } from './rule-words.ts';
import { readOldShift } from './shift-actions.ts';
import { byDay, showSchedule } from './shown.ts';
import { answerChange, type ChangeRefusal, versionOf } from './take-edit.ts';
import { localInput, readLocal, readTimes } from './times.ts';

/** What is in preparation for a schedule, and what was published. */
async function draftsOf(context: MemberContext) {
  const { dependencies, now } = context;
  const id = param(context, 'schedule');
  const schedule = (await dependencies.schedules.schedule(id, now)) ?? notFound();
  const found = await dependencies.planning.read(async ({ drafts, publications }) => ({
    drafts: await drafts.ofSchedule(id),
    publications: await publications.ofSchedule(id),
  }));
  return { schedule, ...found };
}

/** The drafts of a schedule, and what was published so far. */
export async function draftsPage(context: MemberContext): Promise<Reply> {
  const { now, t } = context;
  const { schedule, drafts, publications } = await draftsOf(context);
  return {
    kind: 'page',
    view: 'planning/drafts',
    title: t.planning.drafts,
    data: {
      schedule,
      drafts,
      publications: publications.slice(0, 20),
      start: localInput(now, schedule.timeZone).slice(0, 10),
      files: filesAt((kind) => `/planning/${schedule.id}/drafts.${kind}`),
    },
  };
}

export async function draftsList(context: MemberContext): Promise<List> {
  const { t } = context;
  const { schedule, drafts, publications } = await draftsOf(context);
  const local = (at: number) => localOf(at, schedule.timeZone);
  const { start, end, draftName, isDraft, isPublished, publishedAt, publishedWho } = t.planning;
  return {
    name: `${t.planning.drafts.toLowerCase()}-${schedule.id}`,
    head: [t.tasks.state, draftName, start, end, publishedAt, publishedWho, t.labourChecks.reason],
    parts: [
      ...drafts.map((one) => [isDraft, one.name, local(one.startAt), local(one.endAt), '', '', '']),
      ...publications.map((one) => [
        ...[isPublished, '', local(one.startAt), local(one.endAt)],
        ...[local(one.publishedAt), one.publishedBy, one.reason ?? ''],
      ]),
    ],
  };
}

/** Begins a draft over whole days, with what is planned then already. */
export async function startDraft(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, author, now } = context;
  const scheduleId = param(context, 'schedule');
  const { timeZone } = (await dependencies.schedules.schedule(scheduleId, now)) ?? notFound();
  const period = readPeriod(fields.text('from'), fields.text('to'), timeZone);
  const name = fields.text('name').slice(0, 100) || `${fields.text('from')} – ${fields.text('to')}`;
  const begun = period
    ? await beginDraft(dependencies.planning, { ...period, scheduleId, name }, author)
    : fail<ChangeRefusal>({
        kind: 'invalid',
        violations: [{ path: ['end'], rule: 'ends-after-start', about: '' }],
      });
  if (!begun.ok) return answerChange(context, begun, 'created');
  return { kind: 'see', path: `/planning/${scheduleId}/drafts/${begun.value.id}`, done: 'created' };
}

export function readPeriod(from: string, to: string, timeZone: string): Interval | null {
  const [startAt, endAt] = [readLocal(`${from} 00:00`, timeZone), readLocal(`${to} 00:00`, timeZone)];
  return startAt === null || endAt === null || endAt <= startAt ? null : { startAt, endAt };
}

/** The planning as it would be, beside what would change for whom. */
export async function draftPage(
  context: MemberContext,
  refused: 'blocked' | 'late' | null = null,
): Promise<Reply> {
  const { dependencies, now, t, language } = context;
  const draft = await findDraft(context);
  const compared = await dependencies.planning.read((planning) => comparison(planning, draft, now));
  const [schedule, people, names] = await Promise.all([
    dependencies.schedules.schedule(draft.scheduleId, Math.min(draft.startAt, now)),
    dependencies.reader.people(),
    dependencies.reader.scheduleNames(),
  ]);
  const managed = await dependencies.reader.schedule(draft.scheduleId);
  if (!schedule || !managed) return notFound();
  const zone = schedule.timeZone;
  const asked = context.request.query.on === undefined ? localInput(draft.startAt, zone).slice(0, 10) : null;
  const range = readRange(asked === null ? context : { ...context, now: Math.max(now, draft.startAt) }, zone);
  const wanted = {
    ...applyDraft(managed, draft, draft.startAt),
    absences: schedule.absences,
  };
  const base = `/planning/${draft.scheduleId}/drafts/${draft.id}`;
  const blocks = showSchedule(context, wanted, {
    range,
    timeZone: zone,
    people,
    mayEdit: true,
    pathOf: ({ personId, startAt, endAt }) =>
      `${base}?view=${range.view}&on=${range.on}&person=${personId}&shift=${startAt}-${endAt}#add`,
  });
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  const chosen = chosenShift(context, draft);
  return {
    kind: 'page',
    view: 'planning/draft',
    title: t.planning.draft(draft.name),
    status: refused === null ? 200 : 422,
    data: {
      range,
      base,
      schedule,
      draft,
      names,
      timeZone: zone,
      mayEdit: true,
      opened: String(compared.version),
      days: byDay(context, blocks, range, { schedules: [wanted], timeZone: zone }),
      calendar: calendarOf(context, {
        ...{ range, blocks, people, names, timeZone: zone },
        holidays: holidayNamesFrom(schedule.holidays, range.first, context.language),
      }),
      chips: offeredPeople(context, schedule, people),
      people: [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name, language)),
      templates: PERIOD_TEMPLATES,
      add: { start: '', end: '', day: localInput(Math.max(draft.startAt, now), zone).slice(0, 10) },
      chosen: chosen && {
        ...chosen,
        name: nameOf(chosen.personId),
        start: localInput(chosen.startAt, zone),
        end: localInput(chosen.endAt, zone),
      },
      changes: [...new Set(compared.changes.map(({ personId }) => personId))].map((id) => ({
        name: nameOf(id),
        changes: compared.changes.filter(({ personId }) => personId === id),
      })),
      gaps: compared.gaps,
      findings: (await draftFindings(context, draft, compared.changes)).map((one) =>
        findingInWords(
          one,
          nameOf(one.personId),
          createFormat(language, zone, now, dependencies.numberingPlan),
          t,
        ),
      ),
      refused,
      reason: context.fields.text('reason'),
      dropped: compared.dropped.length,
      moved: compared.moved.map(({ author }) => author),
      over: draft.endAt <= now,
    },
  };
}

/** Adds, changes or takes out a shift of a draft. */
export async function editDraft(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields } = context;
  const draft = await findDraft(context);
  const zone = (await dependencies.schedules.schedule(draft.scheduleId, context.now))?.timeZone ?? notFound();
  const times = readTimes(fields, zone);
  const shift = times && {
    ...clipped(times, draft, fields.text('template')),
    personId: fields.text('person'),
  };
  const wanted = fields.has('oldPerson')
    ? changed(draft.shifts, readOldShift(context), fields.text('do') === 'remove' ? null : shift)
    : shift && [...draft.shifts, shift];
  if (wanted === null || (shift === null && fields.text('do') !== 'remove'))
    return answerChange(context, fail<ChangeRefusal>(NOT_SO), 'saved');
  return answerChange(
    context,
    await setDraftShifts(dependencies.planning, draftEdit(context), wanted),
    'saved',
  );
}

const NOT_SO: ChangeRefusal = {
  kind: 'invalid',
  violations: [{ path: ['start'], rule: 'ends-after-start', about: '' }],
};

/** A template's period that reaches beyond the draft's is meant as far as the draft goes. */
function clipped(times: Interval, draft: Draft, template: string): Interval {
  if (template === '') return times;
  return {
    startAt: Math.max(times.startAt, draft.startAt),
    endAt: Math.min(times.endAt, draft.endAt),
  };
}

function changed(
  shifts: readonly PlannedShift[],
  old: PlannedShift,
  to: PlannedShift | null,
): readonly PlannedShift[] | null {
  const index = shifts.findIndex((shift) => sameShift(shift, old));
  if (index < 0) return null;
  return to === null ? shifts.toSpliced(index, 1) : shifts.with(index, to);
}

/** Makes the draft the planning. */
export async function publish(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, language, t } = context;
  const draft = await findDraft(context);
  const zone = (await dependencies.schedules.schedule(draft.scheduleId, context.now))?.timeZone ?? notFound();
  const request = {
    from: readLocal(fields.text('publishFrom'), zone),
    force: fields.has('force'),
    reason: fields.text('reason').slice(0, 500) || null,
  };
  const compared = await dependencies.planning.read((planning) =>
    comparison(planning, draft, Math.max(request.from ?? context.now, context.now)),
  );
  const refused = refusalOf(await draftFindings(context, draft, compared.changes), request.reason);
  if (refused !== null) return draftPage(context, refused);
  const outcome = await publishDraft(dependencies.planning, draftEdit(context), request);
  if (outcome.ok) {
    const { warnings } = outcome.value;
    return { kind: 'see', path: `/planning/${draft.scheduleId}`, done: 'published', warnings };
  }
  const refusal = outcome.error;
  // The draft's page says who changed what, and lets them publish all the same.
  if (refusal.kind === 'planning-moved') return { ...(await draftPage(context)), status: 409 } as Reply;
  if (refusal.kind === 'invalid') {
    const people = await dependencies.reader.people();
    const why = refusal.violations.map((one) =>
      ruleInWords(one, (id) => people.get(id)?.name ?? id, language),
    );
    const back = `/planning/${draft.scheduleId}/drafts/${draft.id}`;
    const data = { back, sent: [], opened: '', moved: false, by: [], why };
    return { kind: 'page', view: 'planning/not-changed', title: t.planning.notChanged, status: 422, data };
  }
  return answerChange(context, fail(refusal), 'published');
}

export async function discard(context: MemberChangeContext): Promise<Reply> {
  const draft = await findDraft(context);
  const outcome = await discardDraft(context.dependencies.planning, draftEdit(context));
  if (!outcome.ok) return answerChange(context, outcome, 'discarded');
  return { kind: 'see', path: `/planning/${draft.scheduleId}/drafts`, done: 'discarded' };
}

function draftEdit(context: MemberContext): NumberedEdit {
  const opened = context.fields.text('opened');
  const basedOn = opened === '' ? null : versionOf(opened);
  return { id: Number(param(context, 'draft')), basedOn, author: context.author };
}

/** The draft in the address, if it is one of the schedule in the address: that is what was asked for permission. */
async function findDraft(context: MemberContext): Promise<Draft> {
  const id = param(context, 'draft');
  if (!/^\d{1,9}$/.test(id)) return notFound();
  const draft = await context.dependencies.planning.read(({ drafts }) => drafts.draft(Number(id)));
  return draft && draft.scheduleId === param(context, 'schedule') ? draft : notFound();
}

function chosenShift({ request }: MemberContext, { shifts }: Draft): PlannedShift | null {
  const { person, shift } = request.query;
  const [startAt, endAt] = String(shift ?? '')
    .split('-')
    .map(Number);
  return (
    shifts.find((one) => one.personId === person && one.startAt === startAt && one.endAt === endAt) ?? null
  );
}
