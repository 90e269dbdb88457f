import { readDutyTable } from '../../planning/duty-table/read-duty-table.ts';
import { personCalled } from '../forms/form-context.ts';
import { type MemberContext, notFound, param, type Reply } from '../request-context.ts';

/** Of a planning of years; more is a mistake, and would hold everybody up. */
const MOST_LETTERS = 200_000;
const MOST_LINES = 2000;

/** A place to paste a planning that was made elsewhere. */
export function pastePage(context: MemberContext): Promise<Reply> {
  return shownTable(context, '', new Map());
}

/** Shows what a pasted table says: who is whom, and what is odd. Nothing is written before it is taken as a draft. */
export function readPasted(context: MemberContext): Promise<Reply> {
  const { fields } = context;
  const chosen = fields
    .rows('calledSo', 'isPerson')
    .map(({ calledSo, isPerson }) => [calledSo, isPerson] as const);
  return shownTable(context, fields.exact('table'), new Map(chosen));
}

async function shownTable(
  context: MemberContext,
  table: string,
  chosen: ReadonlyMap<string, string>,
): Promise<Reply> {
  const { dependencies, language, t } = context;
  const id = param(context, 'schedule');
  const [schedule, people] = await Promise.all([
    dependencies.reader.scheduleSettings(id),
    dependencies.reader.people(),
  ]);
  if (!schedule) return notFound();
  const isSomebody = (name: string) => personCalled(name, people) !== null;
  const read = table.length > MOST_LETTERS ? [] : readDutyTable(table, schedule.timeZone, isSomebody);
  const isTooLong = table.length > MOST_LETTERS || read.length > MOST_LINES;
  const names = [...new Set(read.map(({ who }) => who))];
  const meant = new Map(
    names.map((who) => {
      const picked = chosen.get(who) ?? '';
      return [who, people.has(picked) ? picked : personCalled(who, people)];
    }),
  );
  const lines = (isTooLong ? [] : read).map((line) => {
    const personId = meant.get(line.who) ?? null;
    const isOdd = line.startAt === null || line.endAt === null || line.endAt <= line.startAt;
    return { ...line, personId, name: people.get(personId ?? '')?.name ?? null, isOdd };
  });
  const shifts = lines.flatMap(({ personId, startAt, endAt, isOdd }) =>
    personId === null || isOdd ? [] : [[personId, startAt ?? 0, endAt ?? 0] as const],
  );
  return {
    kind: 'page',
    view: 'planning/paste',
    title: t.planning.tableTitle,
    status: isTooLong ? 422 : 200,
    data: {
      schedule: { id, name: schedule.name, timeZone: schedule.timeZone },
      table,
      isTooLong,
      lines,
      names: names.filter((who) => who !== '').map((who) => ({ who, personId: meant.get(who) ?? '' })),
      people: [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name, language)),
      shifts: JSON.stringify(shifts),
      count: shifts.length,
      startAt: Math.min(...shifts.map(([, startAt]) => startAt)),
      endAt: Math.max(...shifts.map(([, , endAt]) => endAt)),
    },
  };
}
