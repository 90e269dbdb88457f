import { isLocalTime } from '../../domain/schedule/calendar.ts';
import type { WeeklyHours } from '../../domain/schedule/duty-window.ts';
import { ORDINARY } from '../../labour/labour-settings.ts';
import { readRules } from '../../labour/labour-sources.ts';
import type { Fields } from '../forms/fields.ts';
import { NO_ERRORS, type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** Before and after the break at noon. */
const SHIFTS = ['1', '2'] as const;

type Typed = Readonly<Record<string, string>>;

/** When a person works, by the week: what their rest is reckoned from. */
export async function hoursPage(
  context: MemberContext,
  tried: { readonly typed: Typed; readonly validationErrors: ValidationErrors } | null = null,
): Promise<Reply> {
  const { dependencies, t } = context;
  const person = await personOf(context);
  const { labour, team } = (await readRules(dependencies.labour))(person.id);
  const hours = labour.workingHours ?? team.workingHours;
  return {
    kind: 'page',
    view: 'labour/hours',
    title: t.labourRules.hoursOf(person.name),
    status: tried === null ? 200 : 422,
    data: {
      person,
      isOwn: labour.workingHours !== null,
      weekdays: WEEKDAYS,
      shifts: SHIFTS,
      typed: tried?.typed ?? typedOf(hours),
      validationErrors: tried?.validationErrors ?? NO_ERRORS,
      conflict: null,
    },
  };
}

/** Saves them as typed, or lets them be the team's again. */
export async function saveHours(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, author, t } = context;
  const person = await personOf(context);
  const old = (await dependencies.labourSettings.people()).get(person.id) ?? ORDINARY;
  const done = { kind: 'see', path: `/labour/people/${person.id}`, done: 'saved' } as const;
  if (fields.text('do') === 'team') {
    await dependencies.labourSettings.savePerson(person.id, { ...old, workingHours: null }, author);
    return done;
  }
  const typed = readTyped(fields);
  const wrong = wrongTimes(typed, t.labourRules.wrong);
  if (wrong.count > 0) return hoursPage(context, { typed, validationErrors: wrong });
  await dependencies.labourSettings.savePerson(person.id, { ...old, workingHours: hoursOf(typed) }, author);
  return done;
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
