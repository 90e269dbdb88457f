import type { Kysely } from 'kysely';

/** The test call of the whole chain: what was asked for and found, and which calls were part of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('test_calls')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'integer')
    .addColumn('ended_at', 'integer')
    .addColumn('findings', 'text')
    .execute();
  await db.schema
    .alterTable('calls')
    .addColumn('is_own_test', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('calls').dropColumn('is_own_test').execute();
  await db.schema.dropTable('test_calls').execute();
}
