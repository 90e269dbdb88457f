import type { FormValues } from '../../domain/items/form-part.ts';
import { TEAM_FIELDS, teamForm } from '../../domain/items/team.ts';
import { mayAbout, scopeOf } from '../../domain/permissions.ts';
import type { Team } from '../../domain/person.ts';
import { createItem, type NewItemPage, newItem, openItem, saveItem } from '../forms/item-editor.ts';
import { applyOrder } from '../forms/rows.ts';
import { pageOf } from '../people/paging.ts';
import { type MemberChangeContext, type MemberContext, param, type Reply } from '../request-context.ts';

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
