import { mayAbout, reachOf } from '../../domain/permissions.ts';
import type { Team } from '../../domain/person.ts';
import { idFor } from '../../planning/portable-config/item-id.ts';
import { type Flaws, NO_FLAWS } from '../forms/flaws.ts';
import { applyOrder, readOrder } from '../forms/rows.ts';
import { basedOnOf, type Conflict, openedOf, saveEdits } from '../forms/save-edits.ts';
import { pageOf } from '../people/paging.ts';
import { type MemberChange, type MemberVisit, notFound, param, type Reply } from '../visit.ts';

export async function teamsPage(visit: MemberVisit): Promise<Reply> {
  const { needs, t, request } = visit;
  const [people, teams] = await Promise.all([needs.reader.people(), needs.reader.teams()]);
  const inSight = [...teams.values()].filter((team) => maySee(visit, team));
  const shown = pageOf(inSight, request.query.page);
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  return {
    kind: 'page',
    view: 'teams/list',
    title: t.people.teams,
    data: { shown, teams: shown.items.map((team) => ({ team, names: team.memberIds.map(nameOf) })) },
  };
}

export function newTeamPage(visit: MemberVisit): Promise<Reply> {
  return teamForm(visit, null, { name: '', memberIds: [], flaws: NO_FLAWS, opened: '', conflict: null });
}

export async function teamPage(visit: MemberVisit): Promise<Reply> {
  const opened = await openedOf(visit, 'teams', param(visit, 'team'));
  const team = (await visit.needs.reader.teams()).get(param(visit, 'team')) ?? notFound();
  if (!maySee(visit, team)) return notFound();
  return teamForm(visit, team.id, { ...team, flaws: NO_FLAWS, opened, conflict: null });
}

export async function createTeam(visit: MemberChange): Promise<Reply> {
  const teams = await visit.needs.reader.teams();
  const id = idFor('teams', visit.fields.text('name'), (taken) => teams.has(taken));
  return takeTeam(visit, null, id);
}

export function saveTeam(visit: MemberChange): Promise<Reply> {
  const id = param(visit, 'team');
  return takeTeam(visit, id, id);
}

async function takeTeam(visit: MemberChange, existing: string | null, id: string): Promise<Reply> {
  const { fields } = visit;
  const name = fields.text('name');
  const opened = fields.text('opened');
  const order = readOrder(fields.text('do'));
  const chosen = fields.text('newMember');
  const listed = fields.all('member').filter((member) => member !== '');
  // Whoever is chosen in the list below comes in, by "add" as by "save".
  const typed = chosen === '' || listed.includes(chosen) ? listed : [...listed, chosen];
  const again = (memberIds: readonly string[], flaws: Flaws, conflict: Conflict | null) =>
    teamForm(visit, existing, { name, memberIds, flaws, opened: conflict?.opened ?? opened, conflict });
  if (order.kind === 'add') return again(typed, NO_FLAWS, null);
  if (order.kind !== 'save') return again(applyOrder(order, 'member', typed, ''), NO_FLAWS, null);
  const raw = { name, members: typed };
  const saved = await saveEdits(visit, [{ section: 'teams', id, raw, basedOn: basedOnOf(opened) }]);
  if (saved.kind === 'not-saved') return again(typed, saved.flaws('teams'), saved.conflict);
  const done = existing === null ? 'created' : saved.changed ? 'saved' : 'unchanged';
  return { kind: 'see', path: `/teams/${id}`, done };
}

interface TeamFormState {
  readonly name: string;
  readonly memberIds: readonly string[];
  readonly flaws: Flaws;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

async function teamForm(visit: MemberVisit, id: string | null, state: TeamFormState): Promise<Reply> {
  const { needs, t, actor } = visit;
  const people = await needs.reader.people();
  const mayEdit = reachOf('teams.edit', actor.role) === 'all';
  return {
    kind: 'page',
    view: 'teams/team',
    title: id === null ? t.people.newTeam : state.name,
    status: state.conflict ? 409 : state.flaws.count > 0 ? 422 : 200,
    data: {
      ...state,
      id,
      mayEdit,
      members: state.memberIds.map((member) => ({ id: member, name: people.get(member)?.name ?? member })),
      others: [...people.values()]
        .filter((person) => !state.memberIds.includes(person.id))
        .toSorted((a, b) => a.name.localeCompare(b.name, visit.language)),
    },
  };
}

/** Everybody's, or one's own. */
function maySee({ actor }: MemberVisit, { id }: Team): boolean {
  return mayAbout('people.see', actor, { personId: '', role: 'viewer', teamIds: [id] });
}
