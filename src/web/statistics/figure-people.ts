import { mayAbout } from '../../domain/permissions.ts';
import type { Person } from '../../domain/person.ts';
import type { MemberContext } from '../request-context.ts';
import type { StatisticsFilter } from './statistics-filter.ts';

export const EVERYBODY = { teamId: null, personId: null } as const;

/** People whose figures the reader may see, by name: one, those of a team, or all. */
export async function peopleInScope(
  context: MemberContext,
  { teamId, personId }: Pick<StatisticsFilter, 'teamId' | 'personId'> = EVERYBODY,
): Promise<readonly Person[]> {
  const { dependencies, actor } = context;
  const [people, teams] = await Promise.all([dependencies.reader.people(), dependencies.reader.teams()]);
  const teamsOf = (id: string) =>
    [...teams.values()].filter(({ memberIds }) => memberIds.includes(id)).map((team) => team.id);
  return [...people.values()]
    .filter(({ id, role }) =>
      mayAbout('statistics.people', actor, { personId: id, role, teamIds: teamsOf(id) }),
    )
    .filter(({ id }) => personId === null || id === personId)
    .filter(({ id }) => teamId === null || teamsOf(id).includes(teamId))
    .sort((a, b) => a.name.localeCompare(b.name));
}
