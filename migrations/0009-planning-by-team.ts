import type { Kysely } from 'kysely';

/** A schedule may belong to a team, whose supervisors plan it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Null: every supervisor plans it.
  await db.schema
    .alterTable('schedules')
    .addColumn('team_id', 'text', (column) => column.references('teams.id'))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('schedules').dropColumn('team_id').execute();
}
