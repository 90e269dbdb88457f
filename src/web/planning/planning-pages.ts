import { mayAboutSchedule, scopeOf } from '../../domain/permissions.ts';
import { misfits } from '../../domain/schedule/misfits.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { isWaiting } from '../../domain/swap/swap.ts';
import { PERIOD_TEMPLATES } from '../../planning/period-template.ts';
import { mySchedules } from '../my/read-my.ts';
import { type MemberContext, notFound, param, type Reply, type RequestContext } from '../request-context.ts';
import { filesAt } from '../tables/list-files.ts';
import { calendarOf } from './calendar-data.ts';
import { aheadOf, countAhead, readConfirmations } from './confirmations.ts';
import { holidayNamesFrom, holidayNamesOfAll } from './holiday-names.ts';
import { offeredPeople } from './offered-people.ts';
import { type Range, readRange } from './range.ts';
import { shownReceipts } from './receipts.ts';
import { byDay, showSchedule } from './shown.ts';
import { localInput } from './times.ts';
import { writeOverride } from './undo-keys.ts';

/** Every schedule at once. */
export async function planningPage(context: MemberContext): Promise<Reply> {
  const { dependencies, t, actor, request } = context;
  const own = request.url === '/planning' ? await onlyOwn(context) : null;
  if (own !== null) return { kind: 'see', path: `/planning/${own}` };
  const { range, names, people, schedules, blocks } = await blocksOfAll(context);
  return {
    kind: 'page',
    view: 'planning/all',
    title: t.planning.title,
    data: {
      range,
      base: '/planning',
      names,
      days: byDay(context, blocks, range, { schedules, timeZone: dependencies.timeZone }),
      calendar: calendarOf(context, {
        ...{ range, blocks, people, names, timeZone: dependencies.timeZone },
        holidays: holidayNamesOfAll(
          schedules.map(({ holidays }) => holidays),
          range.first,
          context.language,
        ),
      }),
      mayCreate: scopeOf('schedules.create', actor.role) === 'all',
      timeZone: dependencies.timeZone,
      files: filesOf('/planning', range),
    },
  };
}

/** Everything that the schedules have in the range of the address. */
export async function blocksOfAll(context: MemberContext) {
  const { dependencies, actor } = context;
  const range = readRange(context, dependencies.timeZone);
  const [names, teams, people] = await Promise.all([
    dependencies.reader.scheduleNames(),
    dependencies.reader.scheduleTeams(),
    dependencies.reader.people(),
  ]);
  const found = await Promise.all(
    [...names.keys()].map((id) => dependencies.schedules.schedule(id, range.startAt)),
  );
  const schedules = found.filter((schedule) => schedule !== null);
  const together = { readings: new Map<number, string>(), absencesShown: new Set<string>() };
  const blocks = schedules
    .flatMap((schedule) =>
      showSchedule(context, schedule, {
        ...together,
        range,
        timeZone: dependencies.timeZone,
        people,
        mayEdit: mayAboutSchedule('planning.edit', actor, teams.get(schedule.id) ?? null),
      }),
    )
    .toSorted((a, b) => a.startAt - b.startAt);
  return { range, names, people, schedules, blocks };
}

function filesOf(path: string, { view, on }: Range) {
  return filesAt((kind) => `${path}.${kind}?view=${view}&on=${on}`);
}

/** The only schedule of somebody who is on call and plans nothing; null: they have several, none, or look after them. */
async function onlyOwn(context: MemberContext): Promise<string | null> {
  if (context.actor.role !== 'member') return null;
  const [only, ...others] = await mySchedules(context);
  return only !== undefined && others.length === 0 ? only.schedule.id : null;
}

/** One schedule: its calendar, its list, and everything to change it with. */
export async function schedulePage(context: MemberContext): Promise<Reply> {
  const { dependencies, request } = context;
  const id = param(context, 'schedule');
  const version = await dependencies.reader.version('schedules', id);
  const zone = (await dependencies.schedules.schedule(id, context.now))?.timeZone ?? notFound();
  const range = readRange(context, zone);
  const [schedule, people, names, teams] = await Promise.all([
    dependencies.schedules.schedule(id, Math.min(range.startAt, context.now)),
    dependencies.reader.people(),
    dependencies.reader.scheduleNames(),
    dependencies.reader.scheduleTeams(),
  ]);
  if (!schedule) return notFound();
  const mayEdit = mayAboutSchedule('planning.edit', context.actor, teams.get(id) ?? null);
  const confirmationOf = await readConfirmations(context, range);
  const blocks = showSchedule(context, schedule, { range, timeZone: zone, people, mayEdit, confirmationOf });
  const start = String(request.query.start ?? '');
  const end = String(request.query.end ?? '');
  return {
    kind: 'page',
    view: 'planning/schedule',
    title: schedule.name,
    data: {
      range,
      base: `/planning/${id}`,
      schedule,
      names,
      timeZone: zone,
      files: filesOf(`/planning/${id}/list`, range),
      mayEdit,
      opened: String(version),
      days: byDay(context, blocks, range, { schedules: [schedule], timeZone: zone }),
      confirmed: countAhead(context, schedule, await readConfirmations(context, aheadOf(context.now))),
      calendar: calendarOf(context, {
        ...{ range, blocks, people, names, timeZone: zone },
        holidays: holidayNamesFrom(schedule.holidays, range.first, context.language),
      }),
      chips: offeredPeople(context, schedule, people),
      people: [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name, context.language)),
      templates: PERIOD_TEMPLATES,
      add: {
        start: start.replace(' ', 'T'),
        end: end.replace(' ', 'T'),
        day: localInput(Math.max(context.now, range.startAt), zone).slice(0, 10),
      },
      week: { from: range.first, to: range.days[7] ?? range.after },
      misfits: mayEdit ? shownMisfits(context, schedule, people) : [],
      replacements: replacements(context, schedule, range, people),
      swaps: mayEdit ? await waitingSwaps(context, id, people) : [],
      publications: mayEdit ? await shownReceipts(context, id, people) : [],
    },
  };
}

/** Replacements that are not of the times of their duties any more, with what is left of those. */
function shownMisfits(
  { now }: RequestContext,
  schedule: ScheduleInForce,
  people: ReadonlyMap<string, { readonly name: string }>,
) {
  const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? id));
  return misfits(schedule, now).map(({ override, duty, stubs }) => ({
    by: nameOf(override.personId),
    whom: nameOf(override.replacesId),
    override,
    duty,
    stubs,
  }));
}

/** Replacements in the range that can still be taken back, the next to end first. */
function replacements(
  context: RequestContext,
  { overrides, timeZone }: ScheduleInForce,
  range: Range,
  people: ReadonlyMap<string, { readonly name: string }>,
) {
  const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? id));
  return overrides
    .filter(({ startAt, endAt }) => startAt < range.endAt && endAt > Math.max(context.now, range.startAt))
    .toSorted((a, b) => a.endAt - b.endAt)
    .map((override) => ({
      ...override,
      by: nameOf(override.personId),
      whom: nameOf(override.replacesId),
      timeZone,
      key: writeOverride(override),
    }));
}

/** Swaps that a supervisor has to decide, or can undo. */
async function waitingSwaps(
  { dependencies, now }: RequestContext,
  scheduleId: string,
  people: ReadonlyMap<string, { readonly name: string }>,
) {
  const swaps = await dependencies.planning.read((planning) => planning.swaps.ofSchedule(scheduleId, now));
  const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? id));
  return swaps.filter(isWaiting).map((swap) => ({
    ...swap,
    giver: nameOf(swap.giverId),
    taker: nameOf(swap.state.kind === 'accepted' ? swap.state.takerId : swap.offeredTo),
  }));
}
