import type { FormValues } from '../../domain/items/form-part.ts';
import { TEAM_FIELDS, teamForm } from '../../domain/items/team.ts';
import { mayAbout, scopeOf } from '../../domain/permissions.ts';
import type { Team } from '../../domain/person.ts';
import { createItem, type NewItemPage, newItem, openItem, saveItem } from '../forms/item-editor.ts';
import { applyOrder } from '../forms/rows.ts';
import { pageOf } from '../people/paging.ts';
import { type MemberChangeContext, type MemberContext, param, type Reply } from '../request-context.ts';
import { filesAt, type List } from '../tables/list-files.ts';

/** The teams that the visitor may see, with the names of their people. */
async function teamsInSight(context: MemberContext) {
  const { reader } = context.dependencies;
  const [people, teams] = await Promise.all([reader.people(), reader.teams()]);
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  return [...teams.values()]
    .filter((team) => maySee(context, team))
    .map((team) => ({ team, names: team.memberIds.map(nameOf) }));
}

export async function teamsPage(context: MemberContext): Promise<Reply> {
  const shown = pageOf(await teamsInSight(context), context.request.query.page);
  return {
    kind: 'page',
    view: 'teams/list',
    title: context.t.people.teams,
    data: { shown, teams: shown.items, files: filesAt((kind) => `/teams.${kind}`) },
  };
}

/** A row for each of a team's people, so that a spreadsheet can sort and count them. */
export async function teamsList(context: MemberContext): Promise<List> {
  const { t } = context;
  return {
    name: t.people.teams.toLowerCase(),
    head: [t.people.team, t.people.name],
    parts: (await teamsInSight(context)).flatMap(({ team, names }) =>
      (names.length === 0 ? [''] : names).map((name) => [team.name, name]),
    ),
  };
}

type TeamValues = FormValues & { readonly name: string; readonly members: readonly string[] };

const TEAM_PAGE: NewItemPage<'teams', TeamValues> = {
  section: 'teams',
  view: 'teams/team',
  fields: TEAM_FIELDS,
  form: teamForm,
  address: (id) => `/teams/${id}`,
  blank: () => ({ name: '', members: [] }),
  async stored(context, id) {
    const team = (await context.dependencies.reader.teams()).get(id);
    return team && maySee(context, team) ? team : null;
  },
  taken: ({ dependencies }) => dependencies.reader.teams(),
  rearranged: (_context, values, order) =>
    order.kind === 'add' ? values : { ...values, members: applyOrder(order, 'member', values.members, '') },
  async show({ dependencies, t, actor, language }, id, { values }) {
    const people = await dependencies.reader.people();
    return {
      title: id === null ? t.people.newTeam : values.name,
      data: {
        mayEdit: scopeOf('teams.edit', actor.role) === 'all',
        members: values.members.map((member) => ({ id: member, name: people.get(member)?.name ?? member })),
        others: [...people.values()]
          .filter((person) => !values.members.includes(person.id))
          .toSorted((a, b) => a.name.localeCompare(b.name, language)),
      },
    };
  },
};

export function newTeamPage(context: MemberContext): Promise<Reply> {
  return newItem(TEAM_PAGE, context);
}

export function teamPage(context: MemberContext): Promise<Reply> {
  return openItem(TEAM_PAGE, context, param(context, 'team'));
}

export function createTeam(context: MemberChangeContext): Promise<Reply> {
  return createItem(TEAM_PAGE, context);
}

export function saveTeam(context: MemberChangeContext): Promise<Reply> {
  return saveItem(TEAM_PAGE, context, param(context, 'team'));
}

/** Everybody's, or one's own. */
function maySee({ actor }: MemberContext, { id }: Team): boolean {
  return mayAbout('people.see', actor, { personId: '', role: 'viewer', teamIds: [id] });
}
