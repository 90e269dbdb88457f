import type { Hotline } from '../../domain/hotline.ts';
import { mayAbout, mayAboutSchedule } from '../../domain/permissions.ts';
import type { Person } from '../../domain/person.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import { dayNumber, type LocalDate, localDate, weekdayOf } from '../../domain/schedule/calendar.ts';
import { dayOf, instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import { readWallTime } from '../../words/phrase-kinds.ts';
import { phrasesIn } from '../../words/phrases.ts';
import { formatOf } from '../format.ts';
import { subjectOf } from '../people/people-pages.ts';
import type { MemberContext, Reply, RequestContext } from '../request-context.ts';
import { holidayNamesFrom } from './holiday-names.ts';
import type { Range } from './range.ts';
import { type Shown, showSchedule } from './shown.ts';

export const TABLE_ROWS = ['schedules', 'people', 'hotlines'] as const;
const TABLE_DAYS = [7, 14, 28] as const;
const SATURDAY = 6;

/** The duty table: a row for each schedule, person or hotline, a column for each day; what hangs on the wall. */
export async function dutyTablePage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, t, language } = context;
  const rowsBy = TABLE_ROWS.find((one) => one === request.query.rows) ?? 'schedules';
  const count = TABLE_DAYS.find((one) => String(one) === request.query.days) ?? 7;
  const range = tableRange(context, count);
  const [{ blocks, names, holidays }, people] = await Promise.all([
    readBlocks(context, range),
    dependencies.reader.people(),
  ]);
  const today = localDate(dayOf(context.now, dependencies.timeZone));
  return {
    kind: 'page',
    view: 'planning/table',
    title: t.planning.table,
    data: {
      rowsBy,
      count,
      counts: TABLE_DAYS,
      range,
      names,
      days: range.days.map((date) => ({
        date,
        rest: weekdayOf(dayNumber(date)) >= SATURDAY,
        holiday: holidays.get(date) ?? null,
        today: date === today,
      })),
      rows: (await rowsOf(context, rowsBy, blocks, names, people)).map(({ own, ...row }) => ({
        ...row,
        cells: range.days.map((date) => cellsOf(own, date, rowsBy, names, language)),
      })),
      numbers: await numbersOf(context, blocks, people),
      timeZone: dependencies.timeZone,
    },
  };
}

/** From the Monday of the day asked for; today's, when none is. */
function tableRange({ request, now, dependencies }: MemberContext, count: number): Range {
  const zone = dependencies.timeZone;
  const asked = String(request.query.on ?? '');
  const day = /^\d{4}-\d\d-\d\d$/.test(asked) ? dayNumber(asked) : Number.NaN;
  const on = Number.isFinite(day) ? day : dayOf(now, zone);
  const first = on - weekdayOf(on) + 1;
  return {
    view: 'week',
    on: localDate(on),
    first: localDate(first),
    after: localDate(first + count),
    before: localDate(first - count),
    next: localDate(first + count),
    days: Array.from({ length: count }, (_, index) => localDate(first + index)),
    startAt: instantOfMinute(first, 0, zone),
    endAt: instantOfMinute(first + count, 0, zone),
    isAskedWrong: asked !== '' && !Number.isFinite(day),
  };
}

async function readBlocks(context: MemberContext, range: Range) {
  const { dependencies, actor, language } = context;
  const [names, teams, people] = await Promise.all([
    dependencies.reader.scheduleNames(),
    dependencies.reader.scheduleTeams(),
    dependencies.reader.people(),
  ]);
  const readings = new Map<number, string>();
  const blocks: Shown[] = [];
  const holidays = new Map<LocalDate, string>();
  for (const id of names.keys()) {
    const schedule = await dependencies.schedules.schedule(id, range.startAt);
    if (schedule === null) continue;
    const mayEdit = mayAboutSchedule('planning.edit', actor, teams.get(id) ?? null);
    const shown = { range, timeZone: dependencies.timeZone, people, mayEdit, readings };
    blocks.push(...showSchedule(context, schedule, shown).filter(({ kind }) => kind !== 'absence'));
    for (const [date, name] of holidayNamesFrom(schedule.holidays, range.first, language))
      holidays.set(date, name);
  }
  return { blocks, names, holidays };
}

interface TableRow {
  readonly name: string;
  /** The numbers that people call; none but for hotlines. */
  readonly numbers: readonly string[];
  readonly own: readonly Shown[];
}

async function rowsOf(
  context: RequestContext,
  rowsBy: (typeof TABLE_ROWS)[number],
  blocks: readonly Shown[],
  names: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, Person>,
): Promise<readonly TableRow[]> {
  const ofSchedules = (ids: readonly string[]) =>
    ids.flatMap((id) => blocks.filter(({ scheduleId }) => scheduleId === id));
  if (rowsBy === 'schedules')
    return [...names].map(([id, name]) => ({ name, numbers: [], own: ofSchedules([id]) }));
  if (rowsBy === 'people')
    return [...people.values()]
      .filter(({ id }) => blocks.some(({ personId }) => personId === id))
      .toSorted((a, b) => a.name.localeCompare(b.name, context.language))
      .map(({ id, name }) => ({
        name,
        numbers: [],
        own: blocks.filter(({ personId }) => personId === id),
      }));
  const { reader } = context.dependencies;
  const [hotlines, policies] = await Promise.all([reader.hotlines(), reader.policies()]);
  const { phone } = formatOf(context);
  const schedulesOf = ({ policyId }: Hotline) =>
    (policies.get(policyId)?.steps ?? []).flatMap(({ targets }) =>
      targets.flatMap((target) => (target.kind === 'schedule' ? [target.scheduleId] : [])),
    );
  return [...hotlines.values()].map((hotline) => ({
    name: hotline.name,
    numbers: hotline.numbers.map(phone),
    own: ofSchedules([...new Set(schedulesOf(hotline))]),
  }));
}

/** What a row has on a day: who, and the hours where they are not the whole day. */
function cellsOf(
  own: readonly Shown[],
  date: LocalDate,
  rowsBy: (typeof TABLE_ROWS)[number],
  names: ReadonlyMap<string, string>,
  language: 'fr' | 'en',
) {
  const next = localDate(dayNumber(date) + 1);
  const { clock } = phrasesIn(language);
  const at = (local: string) => clock(readWallTime(local));
  return own
    .filter(({ start, end }) => start < `${next} 00:00` && end > `${date} 00:00`)
    .toSorted((a, b) => a.startAt - b.startAt)
    .map((block) => {
      const from = block.start > `${date} 00:00` ? at(block.start) : null;
      const to = block.end < `${next} 00:00` ? at(block.end) : null;
      const schedule = names.get(block.scheduleId) ?? block.scheduleId;
      return {
        kind: block.kind,
        mark: block.mark,
        path: block.path,
        text: rowsBy === 'people' ? schedule : block.name,
        hours: from === null ? (to === null ? '' : `→ ${to}`) : to === null ? `${from} →` : `${from} – ${to}`,
      };
    });
}

/** Of those who are on duty in the table, for whoever may see them. */
async function numbersOf(
  context: MemberContext,
  blocks: readonly Shown[],
  people: ReadonlyMap<string, Person>,
) {
  const teams = await context.dependencies.reader.teams();
  const { phone } = formatOf(context);
  const present = new Set(blocks.map(({ personId }) => personId));
  return [...people.values()]
    .filter((person) => present.has(person.id))
    .filter((person) => mayAbout('people.see', context.actor, subjectOf(person, teams)))
    .toSorted((a, b) => a.name.localeCompare(b.name, context.language))
    .map(({ name, contactMethods }) => ({
      name,
      numbers: contactMethods.map(({ target }) => phone(describeTarget(target))),
    }));
}
