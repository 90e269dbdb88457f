import type { Kysely } from 'kysely';

/** Mail addresses of people at which, as a mail server said, nothing arrives. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('dead_addresses')
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('since', 'integer', (column) => column.notNull())
    .addColumn('said', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('dead_addresses_key', ['person_id', 'address'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('dead_addresses').execute();
}
