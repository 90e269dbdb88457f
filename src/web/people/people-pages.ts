import type { Account } from '../../accounts/account.ts';
import { mayAbout, scopeOf } from '../../domain/permissions.ts';
import { COLOURS, type Person, ROLES, type Team } from '../../domain/person.ts';
import { idFor } from '../../planning/portable-config/item-id.ts';
import type { ShownLink } from '../access/links.ts';
import { createFormat } from '../format.ts';
import { applyOrder, readOrder } from '../forms/rows.ts';
import { basedOnOf, type Conflict, openedOf, saveEdits } from '../forms/save-edits.ts';
import { NO_ERRORS, type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import { listPhones } from '../phones/phone-list.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { comingAbsences, readAbsenceForm } from './absences.ts';
import { pageOf } from './paging.ts';
import {
  BLANK_CONTACT,
  BLANK_PERSON,
  type PersonValues,
  rawPerson,
  typedValues,
  valuesOf,
  withoutBlanks,
} from './person-form.ts';
import { colourOf, markOf } from './person-mark.ts';
import { stayOf } from './stay.ts';

export async function peoplePage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, t } = context;
  const [people, teams, accounts] = await Promise.all([
    dependencies.reader.people(),
    dependencies.reader.teams(),
    dependencies.accounts.all(),
  ]);
  const wanted = String(request.query.q ?? '')
    .trim()
    .slice(0, 100);
  const teamId = String(request.query.team ?? '');
  const accountOf = new Map(accounts.map((account) => [account.personId, account]));
  const inSight = [...people.values()]
    .filter((person) => mayAbout('people.see', context.actor, subjectOf(person, teams)))
    .filter(({ name }) => plain(name).includes(plain(wanted)))
    .filter(({ id }) => teamId === '' || teams.get(teamId)?.memberIds.includes(id))
    .toSorted((a, b) => a.name.localeCompare(b.name, context.language));
  const shown = pageOf(inSight, request.query.page);
  return {
    kind: 'page',
    view: 'people/list',
    title: t.people.title,
    data: {
      people: shown.items.map((person) => ({
        person,
        teams: teamsOf(person, teams),
        access: accessState(accountOf.get(person.id)),
        mark: markOf(person),
        stay: stayOf(context, person),
      })),
      shown,
      wanted,
      teamId,
      teams: [...teams.values()],
      any: people.size > 0,
    },
  };
}

export function newPersonPage(context: MemberContext): Promise<Reply> {
  return personForm(context, null, {
    values: BLANK_PERSON,
    validationErrors: NO_ERRORS,
    opened: '',
    conflict: null,
  });
}

export async function personPage(context: MemberContext): Promise<Reply> {
  const opened = await openedOf(context, 'people', param(context, 'person'));
  const person = await readPerson(context);
  const format = createFormat(
    context.language,
    context.dependencies.timeZone,
    context.now,
    context.dependencies.numberingPlan,
  );
  const values = valuesOf(person, format.phone, context.dependencies.timeZone);
  return personForm(context, person.id, { values, validationErrors: NO_ERRORS, opened, conflict: null });
}

export async function createPerson(context: MemberChangeContext): Promise<Reply> {
  const people = await context.dependencies.reader.people();
  const id = idFor('people', context.fields.text('name'), (taken) => people.has(taken));
  return takePerson(context, null, id);
}

export function savePerson(context: MemberChangeContext): Promise<Reply> {
  const id = param(context, 'person');
  return takePerson(context, id, id);
}

async function takePerson(context: MemberChangeContext, existing: string | null, id: string): Promise<Reply> {
  const { fields, t } = context;
  const typed = typedValues(fields);
  const opened = fields.text('opened');
  const order = readOrder(fields.text('do'));
  if (order.kind !== 'save') {
    const contacts = applyOrder(order, 'contact', typed.contacts, BLANK_CONTACT);
    return personForm(context, existing, {
      values: { ...typed, contacts },
      validationErrors: NO_ERRORS,
      opened,
      conflict: null,
    });
  }
  const values = withoutBlanks(typed);
  const again = (validationErrors: ValidationErrors, conflict: Conflict | null) =>
    personForm(context, existing, { values, validationErrors, opened: conflict?.opened ?? opened, conflict });
  const mayRole = mayChangeRole(context);
  if (mayRole && (await leavesNoAdministrator(context, existing, values.role)))
    return again(validationError('role', t.people.lastAdministrator), null);
  const raw = rawPerson(values, { rename: mayRename(context), role: mayRole });
  const saved = await saveEdits(context, [{ section: 'people', id, raw, basedOn: basedOnOf(opened) }]);
  if (saved.kind === 'not-saved') return again(saved.validationErrors('people'), saved.conflict);
  const done = existing === null ? 'created' : saved.changed ? 'saved' : 'unchanged';
  return { kind: 'see', path: `/people/${id}`, done };
}

interface PersonFormState {
  readonly values: PersonValues;
  readonly validationErrors: ValidationErrors;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

/** The card: a form for those who may change it, a page for those who may look. */
export async function personForm(
  context: MemberContext,
  id: string | null,
  { values, validationErrors, opened, conflict }: PersonFormState,
  access: {
    readonly validationErrors: ValidationErrors;
    readonly email: string | null;
    readonly link: ShownLink | null;
  } = {
    validationErrors: NO_ERRORS,
    email: null,
    link: null,
  },
): Promise<Reply> {
  const { dependencies, t, actor } = context;
  const [people, teams] = await Promise.all([dependencies.reader.people(), dependencies.reader.teams()]);
  const person = id === null ? null : (people.get(id) ?? null);
  const subject = person && subjectOf(person, teams);
  const account = id === null ? null : await dependencies.accounts.of(id);
  const absenceForm = readAbsenceForm(context);
  return {
    kind: 'page',
    view: 'people/person',
    title: person?.name ?? t.people.newPerson,
    status: conflict
      ? 409
      : validationErrors.count + access.validationErrors.count + absenceForm.validationErrors.count > 0
        ? 422
        : 200,
    data: {
      id,
      values,
      validationErrors,
      opened,
      conflict,
      roles: ROLES,
      colours: COLOURS,
      mark: person && markOf(person),
      ownColour: person === null ? null : colourOf(person.id),
      stay: person === null ? [] : stayOf(context, person),
      mayEdit: subject === null ? true : mayAbout('people.edit', actor, subject),
      mayRole: mayChangeRole(context),
      mayRename: mayRename(context),
      mayLetIn: subject !== null && mayAbout('people.let-in', actor, subject),
      mayDelete: id !== null && scopeOf('people.delete', actor.role) === 'all',
      teams: person === null ? [] : teamsOf(person, teams),
      phones: person === null ? [] : await listPhones(context, person),
      absenceForm,
      absences: id === null ? [] : await comingAbsences(context, id, context.now),
      mayTest: subject !== null && mayAbout('phones.test', actor, subject),
      access: {
        state: accessState(account ?? undefined),
        email: access.email ?? account?.email ?? person?.email ?? '',
        stored: account?.email ?? '',
        validationErrors: access.validationErrors,
        link: access.link,
      },
    },
  };
}

export async function readPerson(context: MemberContext): Promise<Person> {
  return (await context.dependencies.reader.people()).get(param(context, 'person')) ?? notFound();
}

export function subjectOf(person: Person, teams: ReadonlyMap<string, Team>) {
  return { personId: person.id, role: person.role, teamIds: teamsOf(person, teams).map(({ id }) => id) };
}

function teamsOf({ id }: Person, teams: ReadonlyMap<string, Team>): readonly Team[] {
  return [...teams.values()].filter(({ memberIds }) => memberIds.includes(id));
}

function mayChangeRole({ actor }: MemberContext): boolean {
  return scopeOf('people.create', actor.role) === 'all';
}

function mayRename({ actor }: MemberContext): boolean {
  return scopeOf('people.rename', actor.role) === 'all';
}

/** Otherwise nobody could ever let anybody in again. */
export async function leavesNoAdministrator(
  { dependencies }: MemberContext,
  personId: string | null,
  role: string,
): Promise<boolean> {
  if (personId === null || role === 'administrator') return false;
  const [people, accounts] = await Promise.all([dependencies.reader.people(), dependencies.accounts.all()]);
  const administrators = accounts
    .filter(({ passwordHash }) => passwordHash !== null)
    .filter((account) => people.get(account.personId)?.role === 'administrator');
  return administrators.length === 1 && administrators[0]?.personId === personId;
}

function accessState(account: Account | undefined): 'none' | 'invited' | 'active' {
  if (!account) return 'none';
  return account.passwordHash === null ? 'invited' : 'active';
}

/** Without accents and capitals, so that "helene" finds Hélène. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
