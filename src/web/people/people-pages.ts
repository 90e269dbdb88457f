import type { Account } from '../../accounts/account.ts';
import { BLANK_CONTACT, type ContactRow } from '../../domain/items/contact-methods.ts';
import type { FormValues } from '../../domain/items/form-part.ts';
import { PERSON_FIELDS, personForm } from '../../domain/items/person.ts';
import { mayAbout, type Subject, scopeOf } from '../../domain/permissions.ts';
import { COLOURS, isHere, type Person, ROLES, type Team } from '../../domain/person.ts';
import {
  createItem,
  itemForm,
  type NewItemPage,
  newItem,
  openedState,
  openItem,
  type PageShown,
  saveItem,
} from '../forms/item-editor.ts';
import { applyOrder } from '../forms/rows.ts';
import { NO_ERRORS, type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import { afterMaking } from '../now/first-run.ts';
import { listPhones } from '../phones/phone-list.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { plain } from '../search/likeness.ts';
import { filesAt } from '../tables/list-files.ts';
import { shownCalendars } from './absence-calendars.ts';
import { mayNoteAbsence } from './absence-scope.ts';
import { comingAbsences, readAbsenceForm } from './absences.ts';
import { pageOf } from './paging.ts';
import { colourOf, markOf } from './person-mark.ts';
import { stayOf } from './stay.ts';

/** The people whom the address asks for, as far as the visitor may see them. */
export async function peopleInSight(context: MemberContext) {
  const { dependencies, request } = context;
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
  const shownOf = (person: Person) => ({
    person,
    teams: teamsOf(person, teams),
    access: accessState(accountOf.get(person.id)),
    mark: markOf(person),
    stay: stayOf(context, person),
  });
  return { inSight, shownOf, wanted, teamId, teams: [...teams.values()], any: people.size > 0 };
}

export async function peoplePage(context: MemberContext): Promise<Reply> {
  const { inSight, shownOf, ...asked } = await peopleInSight(context);
  const shown = pageOf(inSight, context.request.query.page);
  const query = new URLSearchParams({ q: asked.wanted, team: asked.teamId });
  return {
    kind: 'page',
    view: 'people/list',
    title: context.t.people.title,
    data: {
      ...asked,
      shown,
      people: shown.items.map(shownOf),
      files: filesAt((kind) => `/people.${kind}?${query}`),
    },
  };
}

export type PersonValues = FormValues & {
  readonly name: string;
  readonly role: string;
  readonly contacts: readonly ContactRow[];
};

/** How somebody is let in, as the card shows it beside its form. */
export interface AccessShown {
  readonly validationErrors: ValidationErrors;
  readonly email: string | null;
}

const NO_ACCESS: AccessShown = { validationErrors: NO_ERRORS, email: null };

/** The card: a form for those who may change it, a page for those who may look. */
const PERSON_PAGE: NewItemPage<'people', PersonValues> = {
  section: 'people',
  view: 'people/person',
  fields: PERSON_FIELDS,
  form: personForm,
  address: (id) => `/people/${id}`,
  blank: () => ({
    name: '',
    role: 'member',
    languages: 'fr',
    skills: [],
    contacts: [BLANK_CONTACT],
    colour: '',
    firstDay: '',
    lastDay: '',
  }),
  stored: async ({ dependencies }, id) => (await dependencies.reader.people()).get(id) ?? null,
  taken: ({ dependencies }) => dependencies.reader.people(),
  rearranged: (_context, values, order) => ({
    ...values,
    contacts: applyOrder(order, 'contact', values.contacts, BLANK_CONTACT),
  }),
  tidied: (values) => ({ ...values, contacts: values.contacts.filter(({ address }) => address !== '') }),
  raw(context, { name, role, ...raw }) {
    return {
      ...raw,
      ...(mayRename(context) ? { name } : {}),
      ...(mayChangeRole(context) ? { role } : {}),
    };
  },
  async refused(context, id, { role }) {
    const last = mayChangeRole(context) && (await leavesNoAdministrator(context, id, role));
    return last ? validationError('role', context.t.people.lastAdministrator) : null;
  },
  show: (context, id) => showPerson(context, id, {}),
};

export function newPersonPage(context: MemberContext): Promise<Reply> {
  return newItem(PERSON_PAGE, context);
}

export function personPage(context: MemberContext): Promise<Reply> {
  return openItem(PERSON_PAGE, context, param(context, 'person'));
}

export async function createPerson(context: MemberChangeContext): Promise<Reply> {
  const email = context.fields.text('email');
  const page: typeof PERSON_PAGE = {
    ...PERSON_PAGE,
    raw: (member, said) => ({ ...PERSON_PAGE.raw?.(member, said), ...(email === '' ? {} : { email }) }),
    show: async (member, id, state) => {
      const shown = await PERSON_PAGE.show(member, id, state);
      return { ...shown, data: { ...shown.data, typedEmail: email } };
    },
  };
  const reply = await createItem(page, context);
  if (reply.kind === 'see' && context.fields.text('do') === 'save another')
    return { ...reply, path: '/people/new' };
  return afterMaking(reply, (await context.dependencies.reader.hotlines()).size);
}

export function savePerson(context: MemberChangeContext): Promise<Reply> {
  return saveItem(PERSON_PAGE, context, param(context, 'person'));
}

/** The card as it is stored, after something about their access. */
export async function personWithAccess(context: MemberContext, access: AccessShown): Promise<Reply> {
  const id = param(context, 'person');
  const page = { ...PERSON_PAGE, show: (_: MemberContext) => showPerson(context, id, { access }) };
  return itemForm(page, context, id, await openedState(page, context, id));
}

/** The card as it is stored, with what is wrong with a calendar of absences that was to be followed or read. */
export async function personWithCalendar(
  context: MemberContext,
  wrongCalendar: ValidationErrors,
): Promise<Reply> {
  const id = param(context, 'person');
  const page = { ...PERSON_PAGE, show: (_: MemberContext) => showPerson(context, id, { wrongCalendar }) };
  return itemForm(page, context, id, await openedState(page, context, id));
}

interface ShownBeside {
  readonly access?: AccessShown;
  readonly wrongCalendar?: ValidationErrors;
}

async function showPerson(
  context: MemberContext,
  id: string | null,
  { access = NO_ACCESS, wrongCalendar = NO_ERRORS }: ShownBeside,
): Promise<PageShown> {
  const { dependencies, t, actor, me, shownOnce } = context;
  const [people, teams] = await Promise.all([dependencies.reader.people(), dependencies.reader.teams()]);
  const person = id === null ? null : (people.get(id) ?? null);
  const subject = person && subjectOf(person, teams);
  const account = id === null ? null : await dependencies.accounts.of(id);
  const absenceForm = readAbsenceForm(context);
  const mayEdit = subject === null ? true : mayAbout('people.edit', actor, subject);
  return {
    otherErrors: access.validationErrors.count + absenceForm.validationErrors.count + wrongCalendar.count,
    title: person?.name ?? t.people.newPerson,
    data: {
      roles: ROLES,
      colours: COLOURS,
      skills: skillsOf(people.values()),
      mark: person && markOf(person),
      ownColour: person === null ? null : colourOf(person.id),
      stay: person === null ? [] : stayOf(context, person),
      mayEdit,
      maySeeRecord: subject !== null && mayAbout('records.see', actor, subject),
      untold: person !== null && isHere(person, context.now) && (await cannotBeTold(context, person.id)),
      dead: person !== null && mayEdit ? await dependencies.notices.addressProofs.dead(person.id) : [],
      mayAbsent: subject !== null && (mayEdit || (await mayNoteAbsence(context, actor, subject))),
      ask: subject === null || mayEdit ? [] : whoMayEdit(people, teams, subject),
      mayRole: mayChangeRole(context),
      mayRename: mayRename(context),
      mayLetIn: subject !== null && mayAbout('people.let-in', actor, subject),
      mayDelete: id !== null && scopeOf('people.delete', actor.role) === 'all',
      teams: person === null ? [] : teamsOf(person, teams),
      typedEmail: '',
      phones: person === null ? [] : await listPhones(context, person),
      absenceForm,
      calendars:
        id === null || !mayEdit ? null : await shownCalendars(context, id, context.now, wrongCalendar),
      absences: id === null ? [] : await comingAbsences(context, id, context.now),
      mayTest: subject !== null && mayAbout('phones.test', actor, subject),
      access: {
        state: accessState(account ?? undefined),
        email: access.email ?? account?.email ?? person?.email ?? '',
        stored: account?.email ?? '',
        validationErrors: access.validationErrors,
        link: id === null ? null : shownOnce.take(me.session.id, `/people/${id}`),
      },
    },
  };
}

/** Whether there is no way to tell them anything. */
async function cannotBeTold({ dependencies }: MemberContext, id: string): Promise<boolean> {
  const [recipient] = await dependencies.notices.recipients.of([id]);
  return recipient === undefined || (recipient.email === null && recipient.sms === null);
}

/** Whom to ask for a change that one may not make. */
function whoMayEdit(
  people: ReadonlyMap<string, Person>,
  teams: ReadonlyMap<string, Team>,
  subject: Subject,
): readonly string[] {
  return [...people.values()]
    .filter((one) => one.role === 'administrator' || one.role === 'supervisor')
    .filter((one) => one.id !== subject.personId && mayAbout('people.edit', subjectOf(one, teams), subject))
    .map(({ name }) => name);
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

/** The skills that anybody has. */
export function skillsOf(people: Iterable<Person>): readonly string[] {
  return [...new Set([...people].flatMap(({ skills }) => skills))].toSorted((a, b) => a.localeCompare(b));
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
