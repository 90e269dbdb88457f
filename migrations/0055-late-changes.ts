import type { Kysely } from 'kysely';

/** Duty that was given to somebody late and outside a publication: kept with who did it and why. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('late_changes')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('schedule_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('start_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer', (column) => column.notNull())
    .addColumn('made_at', 'integer', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    // Null: nobody has said yet.
    .addColumn('reason', 'text')
    .execute();
  await db.schema
    .createIndex('late_changes_by_end_at')
    .on('late_changes')
    .columns(['end_at', 'person_id'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('late_changes').execute();
}
