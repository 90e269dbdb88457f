import type { Kysely } from 'kysely';

/**
 * Of each schedule, the duty as its people know it: what differs from it was changed by somebody or something, and is
 * told. No reference: the people of a schedule that is deleted are told as well.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('known_duties')
    .addColumn('schedule_id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    // JSON: each person with their intervals.
    .addColumn('duties', 'text', (column) => column.notNull())
    .addColumn('until_at', 'integer', (column) => column.notNull())
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('known_duties').execute();
}
