import type { Kysely } from 'kysely';

/** Views of statistics that people gave a name; and every call is counted anew, for figures that there were not before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('saved_views')
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    // Path and query.
    .addColumn('address', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('saved_views_key', ['person_id', 'name'])
    .execute();
  await db.deleteFrom('counting_progress' as never).execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('saved_views').execute();
}
