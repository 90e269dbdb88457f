import type { Kysely } from 'kysely';

/** Links to who is on duty, for a switchboard or a wall, without a log-in; of their secrets only hashes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('wall_links')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('shows_numbers', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('wall_links').execute();
}
