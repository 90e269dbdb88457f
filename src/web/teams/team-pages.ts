import { mayAbout, scopeOf } from '../../domain/permissions.ts';
import type { Team } from '../../domain/person.ts';
import { idFor } from '../../planning/portable-config/item-id.ts';
import { applyOrder, readOrder } from '../forms/rows.ts';
import { basedOnOf, type Conflict, openedOf, saveEdits } from '../forms/save-edits.ts';
import { NO_ERRORS, type ValidationErrors } from '../forms/validation-errors.ts';
import { pageOf } from '../people/paging.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';

export async function teamsPage(context: MemberContext): Promise<Reply> {
  const { dependencies, t, request } = context;
  const [people, teams] = await Promise.all([dependencies.reader.people(), dependencies.reader.teams()]);
  const inSight = [...teams.values()].filter((team) => maySee(context, team));
  const shown = pageOf(inSight, request.query.page);
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  return {
    kind: 'page',
    view: 'teams/list',
    title: t.people.teams,
    data: { shown, teams: shown.items.map((team) => ({ team, names: team.memberIds.map(nameOf) })) },
  };
}

export function newTeamPage(context: MemberContext): Promise<Reply> {
  return teamForm(context, null, {
    name: '',
    memberIds: [],
    validationErrors: NO_ERRORS,
    opened: '',
    conflict: null,
  });
}

export async function teamPage(context: MemberContext): Promise<Reply> {
  const opened = await openedOf(context, 'teams', param(context, 'team'));
  const team = (await context.dependencies.reader.teams()).get(param(context, 'team')) ?? notFound();
  if (!maySee(context, team)) return notFound();
  return teamForm(context, team.id, { ...team, validationErrors: NO_ERRORS, opened, conflict: null });
}

export async function createTeam(context: MemberChangeContext): Promise<Reply> {
  const teams = await context.dependencies.reader.teams();
  const id = idFor('teams', context.fields.text('name'), (taken) => teams.has(taken));
  return takeTeam(context, null, id);
}

export function saveTeam(context: MemberChangeContext): Promise<Reply> {
  const id = param(context, 'team');
  return takeTeam(context, id, id);
}

async function takeTeam(context: MemberChangeContext, existing: string | null, id: string): Promise<Reply> {
  const { fields } = context;
  const name = fields.text('name');
  const opened = fields.text('opened');
  const order = readOrder(fields.text('do'));
  const chosen = fields.text('newMember');
  const listed = fields.all('member').filter((member) => member !== '');
  // Whoever is chosen in the list below comes in, by "add" as by "save".
  const typed = chosen === '' || listed.includes(chosen) ? listed : [...listed, chosen];
  const again = (
    memberIds: readonly string[],
    validationErrors: ValidationErrors,
    conflict: Conflict | null,
  ) =>
    teamForm(context, existing, {
      name,
      memberIds,
      validationErrors,
      opened: conflict?.opened ?? opened,
      conflict,
    });
  if (order.kind === 'add') return again(typed, NO_ERRORS, null);
  if (order.kind !== 'save') return again(applyOrder(order, 'member', typed, ''), NO_ERRORS, null);
  const raw = { name, members: typed };
  const saved = await saveEdits(context, [{ section: 'teams', id, raw, basedOn: basedOnOf(opened) }]);
  if (saved.kind === 'not-saved') return again(typed, saved.validationErrors('teams'), saved.conflict);
  const done = existing === null ? 'created' : saved.changed ? 'saved' : 'unchanged';
  return { kind: 'see', path: `/teams/${id}`, done };
}

interface TeamFormState {
  readonly name: string;
  readonly memberIds: readonly string[];
  readonly validationErrors: ValidationErrors;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

async function teamForm(context: MemberContext, id: string | null, state: TeamFormState): Promise<Reply> {
  const { dependencies, t, actor } = context;
  const people = await dependencies.reader.people();
  const mayEdit = scopeOf('teams.edit', actor.role) === 'all';
  return {
    kind: 'page',
    view: 'teams/team',
    title: id === null ? t.people.newTeam : state.name,
    status: state.conflict ? 409 : state.validationErrors.count > 0 ? 422 : 200,
    data: {
      ...state,
      id,
      mayEdit,
      members: state.memberIds.map((member) => ({ id: member, name: people.get(member)?.name ?? member })),
      others: [...people.values()]
        .filter((person) => !state.memberIds.includes(person.id))
        .toSorted((a, b) => a.name.localeCompare(b.name, context.language)),
    },
  };
}

/** Everybody's, or one's own. */
function maySee({ actor }: MemberContext, { id }: Team): boolean {
  return mayAbout('people.see', actor, { personId: '', role: 'viewer', teamIds: [id] });
}
