import type { Team } from '../../domain/person.ts';
import type { Queryable } from '../database.ts';
import { byId, groupBy } from '../stored.ts';

/** Teams by id; all of them, or that one. */
export async function readTeams(db: Queryable, id?: string): Promise<ReadonlyMap<string, Team>> {
  const teams = await db
    .selectFrom('teams')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('id')
    .execute();
  const members = await db
    .selectFrom('team_members')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('team_id', '=', id ?? ''))
    .orderBy('position')
    .execute();
  const membersOf = groupBy(members, (row) => row.team_id);
  return byId(
    teams.map((row) => ({
      id: row.id,
      name: row.name,
      memberIds: membersOf(row.id).map((member) => member.person_id),
    })),
  );
}

/** Adds the team, or changes it to be exactly this. */
export async function writeTeam(db: Queryable, team: Team): Promise<void> {
  const row = { id: team.id, name: team.name };
  await db
    .insertInto('teams')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await db.deleteFrom('team_members').where('team_id', '=', team.id).execute();
  const members = team.memberIds.map((personId, position) => ({
    team_id: team.id,
    position,
    person_id: personId,
  }));
  if (members.length > 0) await db.insertInto('team_members').values(members).execute();
}
