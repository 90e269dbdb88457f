import { mayAboutSchedule, reachOf } from '../../domain/permissions.ts';
import type { Person } from '../../domain/person.ts';
import { peopleOf } from '../../domain/schedule/people-of.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { isWaiting } from '../../domain/swap/swap.ts';
import { PERIOD_TEMPLATES } from '../../planning/period-template.ts';
import { type MemberVisit, notFound, param, type Reply, type Visit } from '../visit.ts';
import { calendarOf } from './calendar-data.ts';
import { readOverride, writeOverride } from './duty-pages.ts';
import { type Range, readRange } from './range.ts';
import { shownReceipts } from './receipts.ts';
import { byDay, showSchedule } from './shown.ts';
import { localInput } from './times.ts';

/** Every schedule at once. */
export async function planningPage(visit: MemberVisit): Promise<Reply> {
  const { needs, t, actor } = visit;
  const range = readRange(visit, needs.timeZone);
  const [names, teams, people] = await Promise.all([
    needs.reader.scheduleNames(),
    needs.reader.scheduleTeams(),
    needs.reader.people(),
  ]);
  const schedules = await Promise.all(
    [...names.keys()].map((id) => needs.schedules.schedule(id, range.startAt)),
  );
  const together = { readings: new Map<number, string>(), absencesShown: new Set<string>() };
  const blocks = schedules
    .flatMap((schedule) =>
      schedule === null
        ? []
        : showSchedule(visit, schedule, {
            ...together,
            range,
            timeZone: needs.timeZone,
            people,
            mayEdit: mayAboutSchedule('planning.edit', actor, teams.get(schedule.id) ?? null),
          }),
    )
    .toSorted((a, b) => a.startAt - b.startAt);
  return {
    kind: 'page',
    view: 'planning/all',
    title: t.planning.title,
    data: {
      range,
      base: '/planning',
      names,
      days: byDay(visit, blocks, range, null),
      calendar: calendarOf(visit, { range, blocks, people, names, timeZone: needs.timeZone }),
      mayCreate: reachOf('schedules.create', actor.role) === 'all',
      timeZone: needs.timeZone,
    },
  };
}

/** One schedule: its calendar, its list, and everything to change it with. */
export async function schedulePage(visit: MemberVisit): Promise<Reply> {
  const { needs, request } = visit;
  const id = param(visit, 'schedule');
  const version = await needs.reader.version('schedules', id);
  const zone = (await needs.schedules.schedule(id, visit.now))?.timeZone ?? notFound();
  const range = readRange(visit, zone);
  const [schedule, people, names, teams] = await Promise.all([
    needs.schedules.schedule(id, Math.min(range.startAt, visit.now)),
    needs.reader.people(),
    needs.reader.scheduleNames(),
    needs.reader.scheduleTeams(),
  ]);
  if (!schedule) return notFound();
  const mayEdit = mayAboutSchedule('planning.edit', visit.actor, teams.get(id) ?? null);
  const blocks = showSchedule(visit, schedule, { range, timeZone: zone, people, mayEdit });
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
      mayEdit,
      opened: String(version),
      days: byDay(visit, blocks, range, schedule),
      calendar: calendarOf(visit, { range, blocks, people, names, timeZone: zone }),
      chips: chips(visit, schedule, people),
      people: [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name, visit.language)),
      templates: PERIOD_TEMPLATES,
      add: {
        start: start.replace(' ', 'T'),
        end: end.replace(' ', 'T'),
        day: localInput(Math.max(visit.now, range.startAt), zone).slice(0, 10),
      },
      week: { from: range.first, to: range.days[7] ?? range.after },
      replacements: replacements(visit, schedule, range, people),
      undo: undoOffer(schedule, String(request.query.undo ?? '')),
      swaps: mayEdit ? await waitingSwaps(visit, id, people) : [],
      publications: mayEdit ? await shownReceipts(visit, id, people) : [],
    },
  };
}

/** People to drag: those whom the schedule knows first. */
function chips({ language, now }: Visit, schedule: ScheduleInForce, people: ReadonlyMap<string, Person>) {
  const known = peopleOf(schedule);
  return [...people.values()]
    .filter(({ id, role }) => known.has(id) || role !== 'viewer')
    .filter(({ leavesAt }) => leavesAt === null || leavesAt > now)
    .toSorted(
      (a, b) => Number(known.has(b.id)) - Number(known.has(a.id)) || a.name.localeCompare(b.name, language),
    );
}

/** Replacements in the range that can still be taken back, the next to end first. */
function replacements(
  visit: Visit,
  { overrides, timeZone }: ScheduleInForce,
  range: Range,
  people: ReadonlyMap<string, { readonly name: string }>,
) {
  const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? id));
  return overrides
    .filter(({ startAt, endAt }) => startAt < range.endAt && endAt > Math.max(visit.now, range.startAt))
    .toSorted((a, b) => a.endAt - b.endAt)
    .map((override) => ({
      ...override,
      by: nameOf(override.personId),
      whom: nameOf(override.replacesId),
      timeZone,
      key: writeOverride(override),
    }));
}

/** The replacement that was just made, while it is there to be taken back. */
function undoOffer({ overrides }: ScheduleInForce, text: string): string | null {
  const override = text === '' ? null : readOverride(text);
  if (override === null) return null;
  const key = writeOverride(override);
  return overrides.some((one) => writeOverride(one) === key) ? key : null;
}

/** Swaps that a supervisor has to decide, or can undo. */
async function waitingSwaps(
  { needs, now }: Visit,
  scheduleId: string,
  people: ReadonlyMap<string, { readonly name: string }>,
) {
  const swaps = await needs.planning.read((planning) => planning.swaps.ofSchedule(scheduleId, now));
  const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? id));
  return swaps.filter(isWaiting).map((swap) => ({
    ...swap,
    giver: nameOf(swap.giverId),
    taker: nameOf(swap.state.kind === 'accepted' ? swap.state.takerId : swap.offeredTo),
  }));
}
