import type { Kysely } from 'kysely';

/** What pages need of tasks, and who acknowledged what was published to them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Lists go through one state after the other, each by time.
  await db.schema
    .createIndex('tasks_by_state_opened_at')
    .on('tasks')
    .columns(['state', 'opened_at', 'id'])
    .execute();
  await db.schema
    .createIndex('tasks_by_hotline_state_opened_at')
    .on('tasks')
    .columns(['hotline_id', 'state', 'opened_at', 'id'])
    .execute();
  // A call's page asks who was told of it.
  await db.schema.createIndex('notices_about_call').on('notices').columns(['call_id', 'person_id']).execute();
  await db.schema
    .createTable('acknowledgements')
    .addColumn('publication_id', 'integer', (column) =>
      column.notNull().references('publications.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('acknowledged_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('acknowledgements_key', ['publication_id', 'person_id'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('acknowledgements').execute();
  await db.schema.dropIndex('notices_about_call').execute();
  await db.schema.dropIndex('tasks_by_hotline_state_opened_at').execute();
  await db.schema.dropIndex('tasks_by_state_opened_at').execute();
}
