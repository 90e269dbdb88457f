import type { Kysely } from 'kysely';

/**
 * A schedule may belong to a team, whose supervisors plan it. Pages read what is not over yet: with years of planning
 * behind it, that is a small part.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Null: every supervisor plans it.
  await db.schema
    .alterTable('schedules')
    .addColumn('team_id', 'text', (column) => column.references('teams.id'))
    .execute();
  for (const table of ['planned_shifts', 'overrides'])
    await db.schema.createIndex(`${table}_by_end`).on(table).columns(['schedule_id', 'end_at']).execute();
  await db.schema.createIndex('absences_by_end').on('absences').column('end_at').execute();
  // A hotline's calls of one outcome may be few among very many.
  await db.schema
    .createIndex('calls_by_hotline_and_outcome')
    .on('calls')
    .columns(['hotline_id', 'outcome', 'started_at'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('calls_by_hotline_and_outcome').execute();
  for (const table of ['planned_shifts', 'overrides', 'absences'])
    await db.schema.dropIndex(`${table}_by_end`).execute();
  await db.schema.alterTable('schedules').dropColumn('team_id').execute();
}
