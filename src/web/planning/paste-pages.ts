import { readDutyTable } from '../../planning/duty-table/read-duty-table.ts';
import { personCalled } from '../forms/form-context.ts';
import { uploadedFile } from '../forms/upload.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';

/** Of a planning of years; more is a mistake, and would hold everybody up. */
const MOST_LETTERS = 200_000;
const MOST_LINES = 2000;
export const LARGEST_PLANNING_MB = 4;
const DAY = 24 * 3_600_000;
/** Of a calendar: what is over is no planning, and what repeats for ever is planned for a year. */
const FILE_PAST = 31 * DAY;
const FILE_FUTURE = 366 * DAY;

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

/** Shows what a file says, as the table that could have been pasted from it: what follows is the same. */
export async function readDutyFile(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, request, now } = context;
  const schedule = await dependencies.reader.scheduleSettings(param(context, 'schedule'));
  if (!schedule) return notFound();
  const file = uploadedFile(request);
  if (file === null || file.bytes.length === 0) return shownTable(context, '', new Map(), 'file-missing');
  if (file.tooLarge) return shownTable(context, '', new Map(), 'file-too-large');
  const order = { timeZone: schedule.timeZone, startAt: now - FILE_PAST, endAt: now + FILE_FUTURE };
  const table = await dependencies.readDutyFile(file.bytes, order);
  if (!table.ok) return shownTable(context, '', new Map(), 'file-not-understood');
  return shownTable(context, table.value, new Map());
}

async function shownTable(
  context: MemberContext,
  table: string,
  chosen: ReadonlyMap<string, string>,
  wrongFile: 'file-missing' | 'file-too-large' | 'file-not-understood' | null = null,
): Promise<Reply> {
  const { dependencies, language, t } = context;
  const id = param(context, 'schedule');
  const [schedule, people] = await Promise.all([
    dependencies.reader.scheduleSettings(id),
    dependencies.reader.people(),
  ]);
  if (!schedule) return notFound();
  const called = (name: string) =>
    personCalled(name, people) ??
    [...people.values()].find(({ email }) => email !== null && email === name.toLowerCase())?.id ??
    null;
  const isSomebody = (name: string) => called(name) !== null;
  const read = table.length > MOST_LETTERS ? [] : readDutyTable(table, schedule.timeZone, isSomebody);
  const isTooLong = table.length > MOST_LETTERS || read.length > MOST_LINES;
  const names = [...new Set(read.map(({ who }) => who))];
  const meant = new Map(
    names.map((who) => {
      const picked = chosen.get(who) ?? '';
      return [who, people.has(picked) ? picked : called(who)];
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
    status: isTooLong || wrongFile !== null ? 422 : 200,
    data: {
      schedule: { id, name: schedule.name, timeZone: schedule.timeZone },
      table,
      isTooLong,
      wrongFile: wrongFile && t.planning.wrongFiles[wrongFile](LARGEST_PLANNING_MB),
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
