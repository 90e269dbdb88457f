import { COLOURS, LANGUAGES, type Person, ROLES } from '../../domain/person.ts';
import { fail, ok } from '../../runtime/result.ts';
import {
  dialFields,
  dialKeys,
  dialTarget,
  email,
  firstGiven,
  flag,
  label,
  list,
  mapping,
  neededWhenNew,
  oneOf,
  type ReadingContext,
  reference,
  word,
} from './fields.ts';
import { type ItemForm, parse } from './form.ts';
import { endMoment, printFirstDay, printLastDay, startMoment } from './whole-day.ts';

/** People and their contact methods. */
export const peopleForm: ItemForm<'people'> = {
  read(id, raw, before, context) {
    const parsed = parse(personShape(context, before === null), raw);
    if (!parsed.ok) return parsed;
    const file = parsed.value;
    const joinsAt = firstGiven(file.firstDay, before?.joinsAt, null);
    const leavesAt = firstGiven(file.lastDay, before?.leavesAt, null);
    if (joinsAt !== null && leavesAt !== null && leavesAt <= joinsAt)
      return fail([{ path: ['lastDay'], message: 'the last day is before the first' }]);
    return ok<Person>({
      id,
      name: firstGiven(file.name, before?.name),
      languages: firstGiven(file.languages, before?.languages, ['fr']),
      role: firstGiven(file.role, before?.role, 'member'),
      skills: firstGiven(file.skills, before?.skills, []),
      contactMethods: firstGiven(file.contacts, before?.contactMethods, []),
      email: firstGiven<string | null>(file.email, before?.email, null),
      colour: firstGiven(file.colour, before?.colour, null),
      joinsAt,
      leavesAt,
    });
  },
  write: (person, homeTimeZone) => ({
    name: person.name,
    languages: person.languages,
    role: person.role,
    skills: person.skills,
    contacts: person.contactMethods.map(({ target, mustAccept }) => ({
      ...dialFields(target),
      confirm: mustAccept,
    })),
    email: person.email,
    colour: person.colour,
    firstDay: person.joinsAt === null ? null : printFirstDay(person.joinsAt, homeTimeZone),
    lastDay: person.leavesAt === null ? null : printLastDay(person.leavesAt, homeTimeZone),
  }),
};

function personShape(context: ReadingContext, isNew: boolean) {
  const contact = mapping({ ...dialKeys(context.plan), confirm: flag.default(true) }).transform(
    (fields, issues) => ({
      target: dialTarget(fields, issues),
      mustAccept: fields.confirm,
    }),
  );
  return mapping({
    name: neededWhenNew(isNew, label),
    languages: list(oneOf(LANGUAGES), String).min(1, { error: 'expected at least one language' }).optional(),
    role: oneOf(ROLES).optional(),
    skills: list(word, String).optional(),
    contacts: list(contact).optional(),
    email: email.nullable().optional(),
    colour: oneOf(COLOURS).nullable().optional(),
    firstDay: startMoment(context.homeTimeZone).nullable().optional(),
    lastDay: endMoment(context.homeTimeZone).nullable().optional(),
  });
}

/** Teams and their members. */
export const teamsForm: ItemForm<'teams'> = {
  read(id, raw, before, context) {
    const shape = mapping({
      name: neededWhenNew(before === null, label),
      members: list(reference(context, 'people'), String).optional(),
    });
    const parsed = parse(shape, raw);
    if (!parsed.ok) return parsed;
    return ok({
      id,
      name: firstGiven(parsed.value.name, before?.name),
      memberIds: firstGiven<readonly string[]>(parsed.value.members, before?.memberIds, []),
    });
  },
  write: (team) => ({ name: team.name, members: team.memberIds }),
};
