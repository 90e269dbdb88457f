import type { Account } from '../../accounts/account.ts';
import { mayAbout, reachOf } from '../../domain/permissions.ts';
import { COLOURS, type Person, ROLES, type Team } from '../../domain/person.ts';
import { idFor } from '../../planning/portable-config/item-id.ts';
import type { ShownLink } from '../access/links.ts';
import { createFormat } from '../format.ts';
import { type Flaws, flaw, NO_FLAWS } from '../forms/flaws.ts';
import { applyOrder, readOrder } from '../forms/rows.ts';
import { basedOnOf, type Conflict, openedOf, saveEdits } from '../forms/save-edits.ts';
import { listPhones } from '../phones/phone-list.ts';
import { type MemberChange, type MemberVisit, notFound, param, type Reply } from '../visit.ts';
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

export async function peoplePage(visit: MemberVisit): Promise<Reply> {
  const { needs, request, t } = visit;
  const [people, teams, accounts] = await Promise.all([
    needs.reader.people(),
    needs.reader.teams(),
    needs.accounts.all(),
  ]);
  const wanted = String(request.query.q ?? '')
    .trim()
    .slice(0, 100);
  const teamId = String(request.query.team ?? '');
  const accountOf = new Map(accounts.map((account) => [account.personId, account]));
  const inSight = [...people.values()]
    .filter((person) => mayAbout('people.see', visit.actor, subjectOf(person, teams)))
    .filter(({ name }) => plain(name).includes(plain(wanted)))
    .filter(({ id }) => teamId === '' || teams.get(teamId)?.memberIds.includes(id))
    .toSorted((a, b) => a.name.localeCompare(b.name, visit.language));
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
        stay: stayOf(visit, person),
      })),
      shown,
      wanted,
      teamId,
      teams: [...teams.values()],
      any: people.size > 0,
    },
  };
}

export function newPersonPage(visit: MemberVisit): Promise<Reply> {
  return personForm(visit, null, { values: BLANK_PERSON, flaws: NO_FLAWS, opened: '', conflict: null });
}

export async function personPage(visit: MemberVisit): Promise<Reply> {
  const opened = await openedOf(visit, 'people', param(visit, 'person'));
  const person = await readPerson(visit);
  const format = createFormat(visit.language, visit.needs.timeZone, visit.now, visit.needs.numberingPlan);
  const values = valuesOf(person, format.phone, visit.needs.timeZone);
  return personForm(visit, person.id, { values, flaws: NO_FLAWS, opened, conflict: null });
}

export async function createPerson(visit: MemberChange): Promise<Reply> {
  const people = await visit.needs.reader.people();
  const id = idFor('people', visit.fields.text('name'), (taken) => people.has(taken));
  return takePerson(visit, null, id);
}

export function savePerson(visit: MemberChange): Promise<Reply> {
  const id = param(visit, 'person');
  return takePerson(visit, id, id);
}

async function takePerson(visit: MemberChange, existing: string | null, id: string): Promise<Reply> {
  const { fields, t } = visit;
  const typed = typedValues(fields);
  const opened = fields.text('opened');
  const order = readOrder(fields.text('do'));
  if (order.kind !== 'save') {
    const contacts = applyOrder(order, 'contact', typed.contacts, BLANK_CONTACT);
    return personForm(visit, existing, {
      values: { ...typed, contacts },
      flaws: NO_FLAWS,
      opened,
      conflict: null,
    });
  }
  const values = withoutBlanks(typed);
  const again = (flaws: Flaws, conflict: Conflict | null) =>
    personForm(visit, existing, { values, flaws, opened: conflict?.opened ?? opened, conflict });
  const mayRole = mayChangeRole(visit);
  if (mayRole && (await leavesNoAdministrator(visit, existing, values.role)))
    return again(flaw('role', t.people.lastAdministrator), null);
  const raw = rawPerson(values, mayRole);
  const saved = await saveEdits(visit, [{ section: 'people', id, raw, basedOn: basedOnOf(opened) }]);
  if (saved.kind === 'not-saved') return again(saved.flaws('people'), saved.conflict);
  const done = existing === null ? 'created' : saved.changed ? 'saved' : 'unchanged';
  return { kind: 'see', path: `/people/${id}`, done };
}

interface PersonFormState {
  readonly values: PersonValues;
  readonly flaws: Flaws;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

/** The card: a form for those who may change it, a page for those who may look. */
export async function personForm(
  visit: MemberVisit,
  id: string | null,
  { values, flaws, opened, conflict }: PersonFormState,
  access: { readonly flaws: Flaws; readonly email: string | null; readonly link: ShownLink | null } = {
    flaws: NO_FLAWS,
    email: null,
    link: null,
  },
): Promise<Reply> {
  const { needs, t, actor } = visit;
  const [people, teams] = await Promise.all([needs.reader.people(), needs.reader.teams()]);
  const person = id === null ? null : (people.get(id) ?? null);
  const subject = person && subjectOf(person, teams);
  const account = id === null ? null : await needs.accounts.of(id);
  const absenceForm = readAbsenceForm(visit);
  return {
    kind: 'page',
    view: 'people/person',
    title: person?.name ?? t.people.newPerson,
    status: conflict ? 409 : flaws.count + access.flaws.count + absenceForm.flaws.count > 0 ? 422 : 200,
    data: {
      id,
      values,
      flaws,
      opened,
      conflict,
      roles: ROLES,
      colours: COLOURS,
      mark: person && markOf(person),
      ownColour: person === null ? null : colourOf(person.id),
      stay: person === null ? [] : stayOf(visit, person),
      mayEdit: subject === null ? true : mayAbout('people.edit', actor, subject),
      mayRole: mayChangeRole(visit),
      mayLetIn: subject !== null && mayAbout('people.let-in', actor, subject),
      mayDelete: id !== null && reachOf('people.delete', actor.role) === 'all',
      teams: person === null ? [] : teamsOf(person, teams),
      phones: person === null ? [] : await listPhones(visit, person),
      absenceForm,
      absences: id === null ? [] : await comingAbsences(visit, id, visit.now),
      mayTest: subject !== null && mayAbout('phones.test', actor, subject),
      access: {
        state: accessState(account ?? undefined),
        email: access.email ?? account?.email ?? person?.email ?? '',
        stored: account?.email ?? '',
        flaws: access.flaws,
        link: access.link,
      },
    },
  };
}

export async function readPerson(visit: MemberVisit): Promise<Person> {
  return (await visit.needs.reader.people()).get(param(visit, 'person')) ?? notFound();
}

export function subjectOf(person: Person, teams: ReadonlyMap<string, Team>) {
  return { personId: person.id, role: person.role, teamIds: teamsOf(person, teams).map(({ id }) => id) };
}

function teamsOf({ id }: Person, teams: ReadonlyMap<string, Team>): readonly Team[] {
  return [...teams.values()].filter(({ memberIds }) => memberIds.includes(id));
}

function mayChangeRole({ actor }: MemberVisit): boolean {
  return reachOf('people.create', actor.role) === 'all';
}

/** Otherwise nobody could ever let anybody in again. */
export async function leavesNoAdministrator(
  { needs }: MemberVisit,
  personId: string | null,
  role: string,
): Promise<boolean> {
  if (personId === null || role === 'administrator') return false;
  const [people, accounts] = await Promise.all([needs.reader.people(), needs.accounts.all()]);
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
