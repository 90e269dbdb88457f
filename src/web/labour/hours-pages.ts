import { isLocalTime } from '../../domain/schedule/calendar.ts';
import type { WeeklyHours } from '../../domain/schedule/duty-window.ts';
import { type Moved, ORDINARY } from '../../labour/labour-settings.ts';
import { readRules } from '../../labour/labour-sources.ts';
import type { Fields } from '../forms/fields.ts';
import type { Conflict } from '../forms/save-edits.ts';
import { NO_ERRORS, type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { versionIn } from './rules-conflict.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** Before and after the break at noon. */
const SHIFTS = ['1', '2'] as const;

type Typed = Readonly<Record<string, string>>;

/** When a person works, by the week: what their rest is reckoned from. */
export async function hoursPage(context: MemberContext, tried: Tried | null = null): Promise<Reply> {
  const { dependencies, t } = context;
  const person = await personOf(context);
  // Read first: hours that change in between must look outdated.
  const opened = tried?.opened ?? String(await dependencies.labour.settings.personVersion(person.id));
  const { labour, team } = (await readRules(dependencies.labour))(person.id);
  const hours = labour.workingHours ?? team.workingHours;
  return {
    kind: 'page',
    view: 'labour/hours',
    title: t.labourRules.hoursOf(person.name),
    status: tried === null ? 200 : tried.conflict ? 409 : 422,
    data: {
      person,
      opened,
      isOwn: labour.workingHours !== null,
      weekdays: WEEKDAYS,
      shifts: SHIFTS,
      typed: tried?.typed ?? typedOf(hours),
      validationErrors: tried?.validationErrors ?? NO_ERRORS,
      conflict: tried?.conflict ?? null,
    },
  };
}

/** The form as it was typed, and why it was not saved. */
interface Tried {
  readonly typed: Typed;
  readonly validationErrors: ValidationErrors;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

/** Saves them as typed, or lets them be the team's again. */
export async function saveHours(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, author, t } = context;
  const person = await personOf(context);
  const old = (await dependencies.labourSettings.people()).get(person.id) ?? ORDINARY;
  const done = { kind: 'see', path: `/labour/people/${person.id}`, done: 'saved' } as const;
  const opened = fields.text('opened');
  const typed = readTyped(fields);
  const isTeams = fields.text('do') === 'team';
  const wrong = isTeams ? NO_ERRORS : wrongTimes(typed, t.labourRules.wrong);
  if (wrong.count > 0) return hoursPage(context, { typed, validationErrors: wrong, opened, conflict: null });
  const workingHours = isTeams ? null : hoursOf(typed);
  const { savePerson } = dependencies.labourSettings;
  const saved = await savePerson(person.id, { ...old, workingHours }, author, versionIn(opened));
  if (saved.ok) return done;
  const { labour, team } = (await readRules(dependencies.labour))(person.id);
  const conflict = hoursConflict(saved.error, typed, typedOf(labour.workingHours ?? team.workingHours));
  return hoursPage(context, { typed, validationErrors: NO_ERRORS, opened: conflict.opened, conflict });
}

/** The times that somebody else saved meanwhile, beside each that differs. */
function hoursConflict({ version, changes }: Moved, mine: Typed, stored: Typed): Conflict {
  const theirs = Object.keys(mine).filter((field) => (mine[field] ?? '') !== (stored[field] ?? ''));
  return {
    kind: 'changed',
    opened: String(version),
    theirs: Object.fromEntries(theirs.map((field) => [field, stored[field] || '–'])),
    by: changes.map(({ author }) => author),
  };
}

const name = (edge: 'from' | 'to', weekday: number, shift: string) => `${edge}${weekday}.${shift}`;

function typedOf(hours: readonly WeeklyHours[]): Typed {
  const entries = WEEKDAYS.flatMap((weekday) =>
    hours
      .filter(({ from }) => from.weekday === weekday)
      .toSorted((a, b) => (a.from.time < b.from.time ? -1 : 1))
      .slice(0, SHIFTS.length)
      .flatMap(({ from, to }, index) => [
        [name('from', weekday, SHIFTS[index] ?? ''), from.time],
        [name('to', weekday, SHIFTS[index] ?? ''), to.time],
      ]),
  );
  return Object.fromEntries(entries);
}

function readTyped(fields: Fields): Typed {
  const names = WEEKDAYS.flatMap((weekday) =>
    SHIFTS.flatMap((shift) => [name('from', weekday, shift), name('to', weekday, shift)]),
  );
  return Object.fromEntries(names.map((one) => [one, fields.text(one).slice(0, 5)]));
}

function wrongTimes(
  typed: Typed,
  words: { readonly time: string; readonly workTo: string },
): ValidationErrors {
  return validationErrorsOf(
    WEEKDAYS.flatMap((weekday) =>
      SHIFTS.flatMap((shift) => {
        const [from, to] = [name('from', weekday, shift), name('to', weekday, shift)];
        const [start, end] = [typed[from] ?? '', typed[to] ?? ''];
        if (start === '' && end === '') return [];
        if (!isLocalTime(start)) return [{ path: from, message: words.time }];
        if (!isLocalTime(end)) return [{ path: to, message: words.time }];
        // Who works over midnight ends on the next day.
        return start === end ? [{ path: to, message: words.workTo }] : [];
      }),
    ),
  );
}

function hoursOf(typed: Typed): readonly WeeklyHours[] {
  return WEEKDAYS.flatMap((weekday) =>
    SHIFTS.flatMap((shift) => {
      const [from, to] = [typed[name('from', weekday, shift)] ?? '', typed[name('to', weekday, shift)] ?? ''];
      if (from === '' || to === '') return [];
      const end = to > from ? weekday : (weekday % WEEKDAYS.length) + 1;
      return [{ from: { weekday, time: from }, to: { weekday: end, time: to } }];
    }),
  );
}

async function personOf(context: MemberContext) {
  return (await context.dependencies.reader.people()).get(param(context, 'person')) ?? notFound();
}
